import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';

/**
 * Connections that a person opened in this window, by context. Whoever wants to look at a cluster
 * unasked looks through one of these, or not at all.
 */
export class OpenConnections implements Disposable {
  readonly #changed = new Emitter<void>();
  #byContext: ReadonlyMap<string, string> = new Map();
  readonly onDidChange = this.#changed.event;

  /** The name of a context's connection in calls of the thread. */
  of(context: string | undefined): string | undefined {
    return context === undefined ? undefined : this.#byContext.get(context);
  }

  /** Told by the explorer, which opens and closes them. */
  set(byContext: ReadonlyMap<string, string>): void {
    const former = this.#byContext;
    this.#byContext = byContext;
    const same =
      former.size === byContext.size &&
      [...byContext].every(([context, connection]) => former.get(context) === connection);
    if (!same) {
      this.#changed.fire();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
