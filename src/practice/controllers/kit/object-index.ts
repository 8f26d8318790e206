import type { Change } from '../../api/change-log.ts';
import type { KubeObject } from '../../api/objects.ts';
import type { Store } from '../../api/store.ts';

/** Under which values an object is found. */
export type Indexer = (object: KubeObject) => readonly string[];

/** `namespace/name`, as queues name objects; for objects of the cluster the name alone. */
export function keyOfObject({ metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Namespace, empty for the cluster, and name of a key. */
export function partsOfKey(key: string): [namespace: string, name: string] {
  const slash = key.indexOf('/');
  return slash === -1 ? ['', key] : [key.slice(0, slash), key.slice(slash + 1)];
}

/**
 * The objects of one resource by what controllers look for, kept up to date within each write: a
 * controller that has created something finds it at its next look, so it needs no book of what it
 * expects. A change costs the same however many objects there are.
 */
export class ObjectIndex {
  readonly #objects = new Map<string, KubeObject>();
  readonly #indexers: readonly (readonly [string, Indexer])[];
  readonly #entries = new Map<string, Map<string, KubeObject>>();
  readonly #listeners: ((change: Change) => void)[] = [];
  readonly #end: () => void;

  constructor(store: Store, resource: string, indexers: Readonly<Record<string, Indexer>>) {
    this.#indexers = Object.entries(indexers);
    for (const object of store.list(resource)) {
      this.#put(object);
    }
    this.#end = store.subscribe(resource, (change) => {
      this.#take(change);
      for (const listener of this.#listeners) {
        listener(change);
      }
    });
  }

  /** The object of a key. */
  get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  /** How many there are. */
  get size(): number {
    return this.#objects.size;
  }

  /** All objects, oldest entry first. */
  all(): KubeObject[] {
    return [...this.#objects.values()];
  }

  /** The objects with a value of an indexer, oldest entry first. */
  by(indexer: string, value: string): KubeObject[] {
    return [...(this.#entries.get(entryKey(indexer, value))?.values() ?? [])];
  }

  /** How many objects have a value of an indexer. */
  count(indexer: string, value: string): number {
    return this.#entries.get(entryKey(indexer, value))?.size ?? 0;
  }

  /** Calls after each change, when the index has it. It must only take a note, as in the store. */
  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#end();
  }

  #take({ type, object, previous }: Change): void {
    if (previous !== undefined) {
      this.#drop(previous, type === 'DELETED' ? undefined : object);
    }
    if (type === 'DELETED') {
      this.#objects.delete(keyOfObject(object));
    } else {
      this.#put(object);
    }
  }

  #put(object: KubeObject): void {
    const key = keyOfObject(object);
    this.#objects.set(key, object);
    for (const entry of this.#entriesOf(object)) {
      let found = this.#entries.get(entry);
      if (found === undefined) {
        found = new Map();
        this.#entries.set(entry, found);
      }
      found.set(key, object);
    }
  }

  /** Takes out what an object is no longer found under; what stays keeps its place. */
  #drop(previous: KubeObject, next: KubeObject | undefined): void {
    const kept = new Set(next === undefined ? [] : this.#entriesOf(next));
    const key = keyOfObject(previous);
    for (const entry of this.#entriesOf(previous)) {
      const found = this.#entries.get(entry);
      if (!kept.has(entry) && found?.delete(key) && found.size === 0) {
        this.#entries.delete(entry);
      }
    }
  }

  #entriesOf(object: KubeObject): string[] {
    return this.#indexers.flatMap(([name, indexer]) =>
      indexer(object).map((value) => entryKey(name, value)),
    );
  }
}

const entryKey = (indexer: string, value: string) => `${indexer}\0${value}`;
