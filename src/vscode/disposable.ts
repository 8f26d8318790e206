/** Anything that can be ended; the shape of `vscode.Disposable`, without needing `vscode`. */
export interface Disposable {
  dispose(): unknown;
}

/** Ends many things at once, and at once what is added after it has ended. */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #disposed = false;

  /** Takes an item over and returns it. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) {
      item.dispose();
    } else {
      this.#items.add(item);
    }
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    const items = [...this.#items].reverse();
    this.#items.clear();
    for (const item of items) {
      item.dispose();
    }
  }
}

/** Holds "the current one": the former is ended when another takes its place. */
export class MutableDisposable<T extends Disposable> implements Disposable {
  #value: T | undefined;
  #disposed = false;

  get value(): T | undefined {
    return this.#value;
  }

  set value(value: T | undefined) {
    if (this.#value !== value) {
      this.#value?.dispose();
    }
    if (this.#disposed) {
      value?.dispose();
    } else {
      this.#value = value;
    }
  }

  dispose(): void {
    this.value = undefined;
    this.#disposed = true;
  }
}
