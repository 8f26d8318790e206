import type { Interruption } from '../engine/events.ts';
import { type EndSignal, onEndSignal, type SignalSource } from '../platform/signals.ts';

/** The two signals of a run, driven by those of the operating system. */
export interface RunSignals extends Disposable {
  stop: AbortSignal;
  kill: AbortSignal;
}

/**
 * The first signal stops gracefully, a second one kills. SIGUSR2 kills at once: Chaos Toolkit plays
 * no rollbacks then.
 */
export function runSignals(source: SignalSource, os: string): RunSignals {
  const stop = new AbortController();
  const kill = new AbortController();
  const subscription = onEndSignal(source, os, (name: EndSignal) => {
    const reason: Interruption = { kind: 'signal', name, reason: `received ${name}` };
    if (stop.signal.aborted || name === 'SIGUSR2') {
      kill.abort(reason);
    }
    stop.abort(reason);
  });
  return {
    stop: stop.signal,
    kill: kill.signal,
    [Symbol.dispose]: () => subscription[Symbol.dispose](),
  };
}
