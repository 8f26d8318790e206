import type { Emitter } from './emitter.ts';
import type { Interruption } from './events.ts';
import { interruptionOf } from './interrupted.ts';
import type { InnerCut } from './run-context.ts';
import type { RunRequest } from './run-types.ts';

/** What may cut a run. */
export interface RunSignals extends Disposable {
  /** Cuts everything but rollbacks: stop, kill, or events that can't be kept any more. */
  readonly cut: AbortSignal;
  /** Who cut it first. */
  readonly interruption: Interruption | undefined;
  readonly killed: boolean;
  /**
   * A fresh signal for the rollbacks: kill cuts them, and so does a stop that comes while they are
   * played, but not one that came before.
   */
  forRollbacks(): AbortSignal;
}

/** Tells of stop and kill as they come, and joins them to the signals of a run. */
export function listenToSignals(
  request: RunRequest,
  emitter: Emitter,
  inner: InnerCut,
): RunSignals {
  const { stop, kill } = request;
  let interruption: Interruption | undefined;
  const told = (signal: AbortSignal) => () => {
    const by = interruptionOf(signal);
    interruption ??= by;
    emitter.emit('stop-requested', { interruption: by });
  };
  const listeners = [stop, kill, inner.signal].map((signal) => [signal, told(signal)] as const);
  for (const [signal, listener] of listeners) {
    if (signal.aborted) {
      listener();
    } else {
      signal.addEventListener('abort', listener, { once: true });
    }
  }
  // Made before the listeners of anything that is played, so that the reason is known by then.
  return {
    cut: AbortSignal.any([stop, kill, inner.signal, emitter.broken]),
    get interruption() {
      return interruption;
    },
    get killed() {
      return kill.aborted || inner.ungraceful;
    },
    forRollbacks: () =>
      AbortSignal.any([kill, ...[stop, inner.signal].filter(({ aborted }) => !aborted)]),
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) {
        signal.removeEventListener('abort', listener);
      }
    },
  };
}
