import { type Change, ChangeLog } from './change-log.ts';
import type { KubeObject } from './objects.ts';
import { expired } from './status.ts';

/** How many writes per resource a watch may lag behind, at least. */
const usualCapacity = 2_000;

/** A place of an object in the store. */
export interface Key {
  /** Such as `deployments.apps`; see `Resource.id`. */
  resource: string;
  /** Empty for objects of the cluster. */
  namespace: string;
  name: string;
}

interface Table {
  readonly objects: Map<string, KubeObject>;
  readonly log: ChangeLog;
  readonly listeners: Set<(change: Change) => void>;
  /** Keys in order; undefined when one came or went since. */
  sorted: string[] | undefined;
}

/** NUL sorts before every character that a name may have. */
const keyText = (namespace: string, name: string) => `${namespace}\0${name}`;

/**
 * All objects, in memory. Every write takes the next value of one counter as the object's
 * `resourceVersion`. It knows nothing of what objects mean.
 */
export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #capacity: number;
  #version = 1;

  /** @param capacity how many writes are kept per resource, at least */
  constructor(capacity = usualCapacity) {
    this.#capacity = capacity;
  }

  /** The version of the latest write. */
  get version(): number {
    return this.#version;
  }

  get(key: Key): KubeObject | undefined {
    return this.#tables.get(key.resource)?.objects.get(keyText(key.namespace, key.name));
  }

  /** Puts an object, new or changed, and returns it with its new version. */
  put(key: Key, object: KubeObject): KubeObject {
    const table = this.#table(key.resource);
    const text = keyText(key.namespace, key.name);
    const previous = table.objects.get(text);
    const stored = this.#versioned(object);
    if (previous === undefined) {
      table.sorted = undefined;
    }
    table.objects.set(text, stored);
    this.#tell(table, {
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      version: this.#version,
      object: stored,
      ...(previous === undefined ? {} : { previous }),
    });
    return stored;
  }

  /**
   * Removes an object; its last state, with the version of the removal, goes to the watchers.
   * @param state what it has become at last, where that differs from what is stored
   */
  remove(key: Key, state?: KubeObject): KubeObject | undefined {
    const table = this.#table(key.resource);
    const text = keyText(key.namespace, key.name);
    const previous = table.objects.get(text);
    if (previous === undefined) {
      return undefined;
    }
    const last = this.#versioned(state ?? previous);
    table.objects.delete(text);
    table.sorted = undefined;
    this.#tell(table, { type: 'DELETED', version: this.#version, object: last, previous });
    return last;
  }

  /**
   * Objects of a resource, by namespace and name, as they were at a version.
   * @param namespace only of this one, unless empty
   * @throws ApiError 410 where that is too long ago
   */
  list(resource: string, namespace = '', version = this.#version): KubeObject[] {
    const table = this.#table(resource);
    const first = table.log.next(version);
    const objects =
      first === undefined && table.log.reaches(version)
        ? this.#now(table)
        : this.#then(table, version);
    return namespace === ''
      ? objects
      : objects.filter(({ metadata }) => metadata.namespace === namespace);
  }

  /**
   * Calls a listener after each write to a resource, in order. It must only take a note: it may not
   * write to the store.
   * @returns ends it
   */
  subscribe(resource: string, listener: (change: Change) => void): () => void {
    const { listeners } = this.#table(resource);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /**
   * The first write to a resource after a version.
   * @throws ApiError 410 where writes after it have been forgotten
   */
  next(resource: string, version: number): Change | undefined {
    const { log } = this.#table(resource);
    if (!log.reaches(version)) {
      throw expired(`too old resource version: ${version} (${this.#version})`);
    }
    return log.next(version);
  }

  /** Forgets what was, as a compaction does: older versions are answered with 410. */
  compact(): void {
    for (const { log } of this.#tables.values()) {
      log.compact(this.#version);
    }
  }

  #versioned(object: KubeObject): KubeObject {
    this.#version += 1;
    return {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#version) },
    };
  }

  #tell(table: Table, change: Change): void {
    table.log.add(change);
    for (const listener of [...table.listeners]) {
      listener(change);
    }
  }

  #now(table: Table): KubeObject[] {
    table.sorted ??= [...table.objects.keys()].sort();
    return table.sorted.flatMap((key) => table.objects.get(key) ?? []);
  }

  /** Takes back, newest first, what was written since. */
  #then(table: Table, version: number): KubeObject[] {
    if (!table.log.reaches(version)) {
      throw expired(`too old resource version: ${version} (${this.#version})`);
    }
    const objects = new Map(table.objects);
    for (const { object, previous } of table.log.backTo(version)) {
      const text = keyText(object.metadata.namespace ?? '', object.metadata.name);
      if (previous === undefined) {
        objects.delete(text);
      } else {
        objects.set(text, previous);
      }
    }
    return [...objects.keys()].sort().flatMap((key) => objects.get(key) ?? []);
  }

  #table(resource: string): Table {
    let table = this.#tables.get(resource);
    if (table === undefined) {
      table = {
        objects: new Map(),
        log: new ChangeLog(this.#capacity),
        listeners: new Set(),
        sorted: undefined,
      };
      this.#tables.set(resource, table);
    }
    return table;
  }
}
