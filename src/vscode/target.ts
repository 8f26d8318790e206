import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';

/** The cluster and namespace a run would hit; what is left out is taken as kubectl would. */
export interface Target {
  kubeconfig?: string;
  context?: string;
  namespace?: string;
  /** What people call it, where that is known and is not the context's name. */
  label?: string;
  /** The practice cluster, which may not run: `kubeconfig` is where it tells its address. */
  practice?: true;
}

/** Stands for the practice cluster where other clusters go by the name of their context. */
export const practiceKey = '\u0000practice';

/** What the cluster of a target goes by in this window; undefined where kubectl's current one is. */
export function keyOf({ practice, context }: Target): string | undefined {
  return practice ? practiceKey : context;
}

/** Where a choice is kept over restarts of the editor: `vscode.Memento`. */
export interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The one place that says what a run of this window would hit. */
export class TargetStore implements Disposable {
  static readonly #key = 'target';
  readonly #store: Store;
  readonly #changed = new Emitter<Target>();
  #assumed: Pick<Target, 'context' | 'namespace'> = {};
  readonly onDidChange = this.#changed.event;

  constructor(store: Store) {
    this.#store = store;
  }

  get value(): Target {
    return (this.#store.get(TargetStore.#key) as Target | undefined) ?? {};
  }

  /** What kubectl would take where nothing is chosen, as far as that is known. */
  get assumed(): Pick<Target, 'context' | 'namespace'> {
    return this.#assumed;
  }

  /** Somebody who read the kubeconfig tells what it says; kept for this window only. */
  assume(assumed: Pick<Target, 'context' | 'namespace'>): void {
    const { context, namespace } = this.#assumed;
    if (assumed.context !== context || assumed.namespace !== namespace) {
      this.#assumed = assumed;
      this.#changed.fire(this.value);
    }
  }

  /** In a few words, `practice · default`; `none` where no cluster is chosen or known. */
  describe(none: string): string {
    const { label, context, namespace } = this.value;
    const { practice } = this.value;
    const own = context === undefined || (!practice && context === this.#assumed.context);
    const where = label ?? context ?? this.#assumed.context;
    if (where === undefined) {
      return none;
    }
    return `${where} · ${namespace ?? (own ? this.#assumed.namespace : undefined) ?? 'default'}`;
  }

  async set(target: Target): Promise<void> {
    await this.#store.update(TargetStore.#key, target);
    this.#changed.fire(target);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
