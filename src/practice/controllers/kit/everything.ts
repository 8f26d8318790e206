import type { Change } from '../../api/change-log.ts';
import type { Resource } from '../../api/registry/resource.ts';
import type { Kit } from './kit.ts';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

/** Told of each object that was there, and of each change since. */
export type EveryListener = (resource: Resource, change: Change) => void;

/**
 * Follows the objects of all kinds, those of definitions to come included. Events are left out: they
 * own nothing and nothing owns them.
 */
export class Everything {
  readonly #kit: Kit;
  readonly #followed = new Map<string, Resource>();
  readonly #listeners: EveryListener[] = [];

  constructor(kit: Kit) {
    this.#kit = kit;
    // The API takes a definition in just after it was stored: the look comes later.
    const queue = kit.queue('definitions', () => this.#followAll());
    const end = kit.api.store.subscribe(definitions, () => queue.add('all'));
    kit.atEnd(end);
  }

  /** Calls with each object that is there now, as an addition, and with each change. */
  onChange(listener: EveryListener): void {
    this.#followAll();
    this.#listeners.push(listener);
    for (const resource of this.#followed.values()) {
      this.#tellAll(resource, [listener]);
    }
  }

  /** All kinds, one version of each. */
  resources(): Resource[] {
    this.#followAll();
    return [...this.#followed.values()];
  }

  /** The kind with an id of `Resource.id`. */
  resource(id: string): Resource | undefined {
    return this.#followed.get(id);
  }

  #followAll(): void {
    for (const resource of this.#kit.api.registry.all().filter(({ id }) => id !== 'events')) {
      const isKnown = this.#followed.has(resource.id);
      // A definition may have changed since.
      this.#followed.set(resource.id, resource);
      if (!isKnown) {
        this.#follow(resource);
      }
    }
  }

  #follow(resource: Resource): void {
    const end = this.#kit.api.store.subscribe(resource.id, (change) => {
      const current = this.#followed.get(resource.id) ?? resource;
      for (const listener of this.#listeners) {
        listener(current, change);
      }
    });
    this.#kit.atEnd(end);
    this.#tellAll(resource, this.#listeners);
  }

  #tellAll(resource: Resource, listeners: readonly EveryListener[]): void {
    const version = this.#kit.api.store.version;
    for (const object of this.#kit.api.store.list(resource.id)) {
      for (const listener of listeners) {
        listener(resource, { type: 'ADDED', version, object });
      }
    }
  }
}
