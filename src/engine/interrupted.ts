import type { Emitter } from './emitter.ts';
import type { Interruption } from './events.ts';

/** Thrown through the engine when a run is cut; what cut it is the reason of the signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** @throws Interrupted when the signal is aborted */
export function throwIfCut(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new Interrupted('The run was cut.');
  }
}

/** What an aborted stop or kill signal carries. */
export function interruptionOf(signal: AbortSignal): Interruption {
  const reason: unknown = signal.reason;
  if (typeof reason === 'object' && reason !== null && 'kind' in reason && 'reason' in reason) {
    return reason as Interruption;
  }
  return { kind: 'stop', reason: 'the run was stopped' };
}

/** Exit codes by which the original names its own two signals. */
const exitCodes: Readonly<Record<string, string>> = { SIGUSR1: '20', SIGUSR2: '30' };

/** Writes what `chaos` writes when it is interrupted before the rollbacks. */
export function logInterruption(log: Emitter['log'], interruption: Interruption): void {
  const name = interruption.name ?? '';
  if (interruption.kind === 'signal' && name === 'SIGINT') {
    log('WARNING', 'Received a termination signal (Ctrl-C)...');
  } else if (interruption.kind === 'signal' && name in exitCodes) {
    log('WARNING', `Received the exit signal: ${exitCodes[name]}`);
  } else if (interruption.kind === 'signal') {
    log('WARNING', `Caught ${name} signal, interrupting experiment now`);
    log('CRITICAL', `${name} signal received`);
  } else {
    log('CRITICAL', interruption.reason);
  }
}

/** The same for an interruption of the rollbacks. */
export function logInterruptedRollbacks(log: Emitter['log'], interruption: Interruption): void {
  const { kind, name = '' } = interruption;
  if (kind === 'signal' && (name === 'SIGINT' || name in exitCodes)) {
    log(
      'WARNING',
      'Received an exit signal.Terminating now without running the remaining rollbacks.',
    );
  } else {
    logInterruption(log, interruption);
  }
}
