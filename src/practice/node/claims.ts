import type { Api } from '../api/api.ts';
import { textAt } from '../api/objects.ts';
import { MissingError } from './configuration.ts';
import type { Disk } from './disk.ts';

/** Folders that stand for the volumes of claims: they outlive pods, and go with their claim. */
export class Claims {
  readonly #api: Api;
  readonly #folder: string;
  readonly #join: (...parts: string[]) => string;
  readonly #end: () => void;

  /** @param folder for all of them */
  constructor(api: Api, folder: string, join: (...parts: string[]) => string, disk: Disk) {
    this.#api = api;
    this.#folder = folder;
    this.#join = join;
    this.#end = api.store.subscribe('persistentvolumeclaims', ({ type, object }) => {
      if (type === 'DELETED') {
        void disk.remove(this.#pathOf(object.metadata.uid)).catch(() => undefined);
      }
    });
  }

  /**
   * The folder of a claim.
   * @throws MissingError for one that is not there, or not bound
   */
  folder(namespace: string, name: string): string {
    const kind = this.#api.registry.builtIn('persistentvolumeclaims');
    const claim = this.#api.find(kind, namespace, name);
    if (claim === undefined) {
      throw new MissingError(`persistentvolumeclaim "${name}" not found`);
    }
    if (textAt(claim, 'status', 'phase') !== 'Bound') {
      throw new MissingError(`persistentvolumeclaim "${name}" is not bound`);
    }
    return this.#pathOf(claim.metadata.uid);
  }

  close(): void {
    this.#end();
  }

  #pathOf(uid: string): string {
    return this.#join(this.#folder, uid);
  }
}
