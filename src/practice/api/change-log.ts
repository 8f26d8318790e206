import type { KubeObject } from './objects.ts';

/** One write. An object that was created has no `previous`; one that was deleted is its last state. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** The counter's value of this write, also written into the object. */
  version: number;
  object: KubeObject;
  previous?: KubeObject;
}

/**
 * The latest writes to one resource, oldest first. It holds a fixed number of them, so that memory
 * stays flat; who asks for older ones is told that they have expired.
 */
export class ChangeLog {
  readonly #capacity: number;
  #changes: Change[] = [];
  #forgotten = 0;

  /** @param capacity how many writes are kept at least; twice as many at most */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length >= this.#capacity * 2) {
      const dropped = this.#changes.splice(0, this.#capacity);
      this.#forgotten = dropped.at(-1)?.version ?? this.#forgotten;
    }
  }

  /** Forgets every write, as a compaction does: what is older than `version` has expired. */
  compact(version: number): void {
    this.#changes = [];
    this.#forgotten = version;
  }

  /** Whether every write after a version is still here. */
  reaches(version: number): boolean {
    return version >= this.#forgotten;
  }

  /** The first write after a version. */
  next(version: number): Change | undefined {
    return this.#changes[this.#indexAfter(version)];
  }

  /** The writes after a version, newest first. */
  *backTo(version: number): Generator<Change> {
    const first = this.#indexAfter(version);
    for (let index = this.#changes.length - 1; index >= first; index--) {
      const change = this.#changes[index];
      if (change !== undefined) {
        yield change;
      }
    }
  }

  #indexAfter(version: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#changes[middle]?.version ?? 0) <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
