import type { FaultQuestion } from '../../kubernetes/consent.ts';
import type { Store } from '../target.ts';

/** Stands for faults on objects that are in no namespace. */
const clusterWide = '*';

/** Where people said not to be asked again: per cluster identity (not name) and namespace. */
export class ConsentMemory {
  static readonly #key = 'consent';
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Whether every namespace the question is about was agreed to on that very cluster. */
  covers(question: FaultQuestion): boolean {
    const known = new Set(this.#all());
    return keys(question).every((key) => known.has(key));
  }

  async remember(question: FaultQuestion): Promise<void> {
    const all = new Set([...this.#all(), ...keys(question)]);
    await this.#store.update(ConsentMemory.#key, [...all]);
  }

  async forget(): Promise<void> {
    await this.#store.update(ConsentMemory.#key, []);
  }

  #all(): string[] {
    const value = this.#store.get(ConsentMemory.#key);
    return Array.isArray(value) ? value.map(String) : [];
  }
}

function keys({ cluster, namespaces }: FaultQuestion): string[] {
  const places = namespaces.length === 0 ? [clusterWide] : namespaces;
  return places.map((namespace) => `${cluster.id} ${namespace}`);
}
