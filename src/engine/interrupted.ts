import type { Emitter } from './emitter.ts';
import type { Interruption } from './events.ts';

/** Thrown through the engine when a run is cut. */
export class Interrupted extends Error {
  override readonly name: string = 'Interrupted';
  /** Who cut it, if that is not the reason of the signal. */
  readonly by: Interruption | undefined = undefined;
}

/** Exit code with which the original leaves the rollbacks out. */
const ungraceful = 30;

/** Thrown by code that a run calls to end it, as the original's exception of that name. */
export class InterruptExecution extends Interrupted {
  override readonly name = 'InterruptExecution';
  override readonly by: Interruption;
  /** Whether rollbacks are left out whatever the strategy. */
  readonly ungraceful: boolean;
  /** Whether it was Python's `SystemExit` or `KeyboardInterrupt`. */
  readonly exited: boolean;

  /** @param exit the code that Python would have ended with, if it was to end */
  constructor(reason: string, exit?: number) {
    super(reason);
    this.by = { kind: 'code', reason };
    this.ungraceful = exit === ungraceful;
    this.exited = exit !== undefined;
  }
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

/** Whether the original is ended there by an exit, and not by its exception for interruptions. */
export function isExit(error: Interrupted, { kind, name = '' }: Interruption): boolean {
  return error instanceof InterruptExecution
    ? error.exited
    : kind === 'signal' && (name === 'SIGINT' || name in exitCodes);
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
