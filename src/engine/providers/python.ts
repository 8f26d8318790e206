import { HumanError, isHumanError } from '../../messages/error.ts';
import type { PythonBridge } from '../bridge/bridge.ts';
import { ActivityFailed } from '../failed.ts';
import { InterruptExecution } from '../interrupted.ts';
import type { Log } from '../log.ts';
import { str } from '../python/text.ts';
import type { PyObject, PyValue } from '../python/value.ts';
import type { Scope } from '../substitute.ts';

/** One call of a Python function by an activity. */
export interface PythonCall {
  module: string;
  func: string;
  /** Substituted. */
  arguments: PyObject;
  /** Given to a function that wants them; undefined when the activity names none. */
  secrets?: PyObject;
  scope: Scope;
  /** Milliseconds the function may take. */
  timeout?: number;
  thread: boolean;
  /** Variables the function's process gets before. */
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
  log: Log;
}

/** What a function returned, and whether it was told secrets. */
export interface PythonAnswer {
  value: PyValue;
  told: boolean;
}

/** A failure with the lines of Python's traceback. */
export class PythonFailed extends ActivityFailed {
  /** As the journal has them, before the line of the failure itself. */
  readonly lines: readonly string[];

  constructor(text: string, lines: PyValue) {
    super(text);
    this.lines = Array.isArray(lines) ? lines.map(str) : [];
  }
}

/**
 * Calls a Python function as the original does.
 * @throws ActivityFailed when the function raises, takes too long, or takes its process with it
 * @throws InterruptExecution when it wants the whole run to end
 * @throws HumanError `engine.python-*` when it can't be called: no Python, no module, no function
 * @throws the signal's reason
 */
export async function runPython(bridge: PythonBridge, call: PythonCall): Promise<PythonAnswer> {
  const { module, func, secrets, scope, timeout, thread, environment } = call;
  // How long Python takes to start is no time of the function.
  await bridge.ready();
  const signal =
    timeout === undefined
      ? call.signal
      : AbortSignal.any([call.signal, AbortSignal.timeout(timeout)]);
  const question: PyObject = {
    op: 'call',
    module,
    func,
    arguments: call.arguments,
    configuration: scope.configuration,
    ...(secrets && { secrets }),
    environment: { ...environment },
  };
  let answer: PyObject;
  try {
    answer = await bridge.ask(question, { signal, thread });
  } catch (error) {
    call.signal.throwIfAborted();
    const cause = signal.aborted
      ? new HumanError('engine.activity-timeout', { seconds: (timeout ?? 0) / 1000 })
      : error;
    // A Python that can't be started at all is no failure of one activity.
    if (isHumanError(cause) && (signal.aborted || cause.code === 'engine.python-ended')) {
      throw new ActivityFailed(cause.message, { cause });
    }
    throw error;
  }
  return answerOf(answer, call);
}

function answerOf(answer: PyObject, { module, func, log }: PythonCall): PythonAnswer {
  throwInterrupting(answer);
  const { failed, raised, lines = null, strange } = answer;
  if (typeof failed === 'string') {
    throw new PythonFailed(failed, lines);
  }
  if (typeof raised === 'string') {
    throw new HumanError('engine.python-raised', { path: `${module}.${func}`, reason: raised });
  }
  if (Array.isArray(strange)) {
    const types = strange.map(str).join(', ');
    log(
      'WARNING',
      `A journal can't hold what ${module}.${func} returned (${types}): its text is kept`,
    );
  }
  return { value: answer['value'] ?? null, told: answer['told'] === true };
}

/** Exit code of a Python that Ctrl-C has ended. */
const interruptedExit = 130;

/** @throws InterruptExecution when the code that was called wants the run to end */
export function throwInterrupting({ interrupted, exit, cut }: PyObject): void {
  if (typeof interrupted === 'string') {
    throw new InterruptExecution(interrupted);
  }
  if (typeof exit === 'number') {
    throw new InterruptExecution(`Received the exit signal: ${exit}`, exit);
  }
  if (cut === true) {
    throw new InterruptExecution('Received a termination signal (Ctrl-C)...', interruptedExit);
  }
}
