/** Rows by uid that remembers what changed since it was last asked. */
export class RowTable<Row extends { uid: string; name: string }> {
  readonly #rows = new Map<string, Row>();
  readonly #set = new Set<string>();
  readonly #gone = new Set<string>();

  get(uid: string): Row | undefined {
    return this.#rows.get(uid);
  }

  values(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Puts a row in; one that says the same as before is no change. */
  put(row: Row): void {
    const before = this.#rows.get(row.uid);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) {
      return;
    }
    this.#rows.set(row.uid, row);
    this.#set.add(row.uid);
    this.#gone.delete(row.uid);
  }

  remove(uid: string): void {
    if (this.#rows.delete(uid)) {
      this.#set.delete(uid);
      this.#gone.add(uid);
    }
  }

  /** Makes these rows all there is. */
  replace(rows: Row[]): void {
    const kept = new Set(rows.map(({ uid }) => uid));
    for (const uid of [...this.#rows.keys()]) {
      if (!kept.has(uid)) {
        this.remove(uid);
      }
    }
    for (const row of rows) {
      this.put(row);
    }
  }

  /** All rows by name. */
  sorted(): Row[] {
    return [...this.#rows.values()].sort((one, other) => compare(one.name, other.name));
  }

  /** The changes since the last call. */
  take(): { set: Row[]; gone: string[] } {
    const set = [...this.#set].flatMap((uid) => this.#rows.get(uid) ?? []);
    const gone = [...this.#gone];
    this.#set.clear();
    this.#gone.clear();
    return { set, gone };
  }
}

/** The same order on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
