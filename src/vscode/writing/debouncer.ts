import type { Disposable } from '../disposable.ts';

/** Does something for a key after a quiet moment; asked again in the meantime, it waits anew. */
export class Debouncer<K> implements Disposable {
  readonly #delay: number;
  readonly #work: (key: K) => void;
  readonly #timers = new Map<K, ReturnType<typeof setTimeout>>();

  /** @param delay milliseconds */
  constructor(delay: number, work: (key: K) => void) {
    this.#delay = delay;
    this.#work = work;
  }

  /** Does it later. */
  later(key: K): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.now(key), this.#delay),
    );
  }

  /** Does it at once, and not once more later. */
  now(key: K): void {
    this.forget(key);
    this.#work(key);
  }

  /** Does not do it. */
  forget(key: K): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }
}
