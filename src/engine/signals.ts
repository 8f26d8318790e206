import type { Emitter } from './emitter.ts';
import type { Interruption } from './events.ts';
import { interruptionOf } from './interrupted.ts';
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
export function listenToSignals(request: RunRequest, emitter: Emitter): RunSignals {
  const { stop, kill } = request;
  let interruption: Interruption | undefined;
  const told = (signal: AbortSignal) => () => {
    const by = interruptionOf(signal);
    interruption ??= by;
    emitter.emit('stop-requested', { interruption: by });
  };
  const listeners = [stop, kill].map((signal) => [signal, told(signal)] as const);
  for (const [signal, listener] of listeners) {
    if (signal.aborted) {
      listener();
    } else {
      signal.addEventListener('abort', listener, { once: true });
    }
  }
  // Made before the listeners of anything that is played, so that the reason is known by then.
  return {
    cut: AbortSignal.any([stop, kill, emitter.broken]),
    get interruption() {
      return interruption;
    },
    get killed() {
      return kill.aborted;
    },
    forRollbacks: () => (stop.aborted ? kill : AbortSignal.any([stop, kill])),
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) {
        signal.removeEventListener('abort', listener);
      }
    },
  };
}
