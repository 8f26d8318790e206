import type { Disposable } from './disposable.ts';

/** An event as `vscode.Event`, for parts that also run where there is no `vscode`. */
export type Listen<T> = (listener: (value: T) => void) => Disposable;

/** The sending side of an event. A listener that throws does not keep it from the others. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #failed: (error: unknown) => void;

  /** @param failed told about errors of listeners */
  constructor(failed: (error: unknown) => void = () => {}) {
    this.#failed = failed;
  }

  readonly event: Listen<T> = (listener) => {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
