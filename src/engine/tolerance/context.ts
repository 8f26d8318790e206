import type { Log } from '../log.ts';
import type { PyObject, PyValue } from '../python/value.ts';
import type { Scope } from '../substitute.ts';

/** What a judgement may use. */
export interface ToleranceContext {
  readonly scope: Scope;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Runs a probe that judges a value; rejects with ActivityFailed when it fails. */
  runProbe(probe: PyObject): Promise<PyValue>;
}
