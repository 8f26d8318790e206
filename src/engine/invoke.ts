import { HumanError, isHumanError } from '../messages/error.ts';
import { ActivityFailed, isActivityFailed } from './failed.ts';
import type { NativeActivity } from './native.ts';
import type { ProviderContext } from './providers/context.ts';
import { plainObject } from './python/convert.ts';
import { repr, str } from './python/text.ts';
import { isPyObject, numberOf, type PyObject, type PyValue } from './python/value.ts';
import type { RunContext } from './run-context.ts';
import { selectSecrets } from './secrets.ts';
import { type Scope, substitute, substituteArguments } from './substitute.ts';
import { settledOrCut } from './wait.ts';

/** One call of an activity's provider. */
export interface Call {
  activity: PyObject;
  /** Id of the activity in the events. */
  id: string;
  /** JSON pointer of its entry in the experiment; missing for what is asked on the side. */
  pointer?: string;
  scope: Scope;
  signal: AbortSignal;
  /** Beside others: in the background, or while the method is played. */
  thread?: boolean;
  /** Whether a Python function may be told all secrets, and not only those its activity names. */
  allSecrets?: boolean;
  /** Called when a Python function was told secrets. */
  told?(): void;
}

/**
 * Calls an activity's provider and gives what it returns.
 * @throws ActivityFailed the activity's own failure
 * @throws the signal's reason when it is aborted, at the latest after a short grace
 * @throws anything else is an error the format has no word for, and aborts a run
 */
export async function invoke(run: RunContext, call: Call): Promise<PyValue> {
  const provider = call.activity['provider'];
  if (!isPyObject(provider)) {
    throw new HumanError('engine.provider-missing', { name: str(call.activity['name'] ?? null) });
  }
  call.signal.throwIfAborted();
  switch (provider['type']) {
    case 'http':
      return settledOrCut(callHttp(run, call), call.signal);
    case 'process':
      return settledOrCut(callProcess(run, call), call.signal);
    case 'python':
      return callFunction(run, call, provider);
    default:
      // The original calls nothing then.
      return null;
  }
}

async function callHttp(run: RunContext, call: Call): Promise<PyValue> {
  // Loaded when it is needed: many experiments start without it.
  const { runHttp } = await import('./providers/http.ts');
  return runHttp(call.activity, contextOf(run, call, {}));
}

async function callProcess(run: RunContext, call: Call): Promise<PyValue> {
  const { runProcess } = await import('./providers/process.ts');
  const extra = await run.request.native.childEnvironment();
  return runProcess(call.activity, contextOf(run, call, extra));
}

function contextOf(
  run: RunContext,
  call: Call,
  extra: Readonly<Record<string, string>>,
): ProviderContext {
  const { environment, cwd, platform } = run.request;
  return {
    scope: call.scope,
    signal: call.signal,
    environment: { ...environment, ...extra },
    cwd,
    platform,
    log: run.emitter.log,
  };
}

/**
 * The arguments of a `python` provider as the function gets them.
 * @throws HumanError `engine.arguments-shape` when they are no object
 */
export function nativeArguments(provider: PyObject, scope: Scope): PyObject {
  const given = provider['arguments'] ?? {};
  if (!isPyObject(given)) {
    throw new HumanError('engine.arguments-shape', { value: repr(given) });
  }
  const substituted = substituteArguments(given, scope);
  return isPyObject(substituted) ? substituted : {};
}

/** The native activity behind a `python` provider; without one the user's Python is asked. */
export function findNative(run: RunContext, provider: PyObject): NativeActivity | undefined {
  const module = str(provider['module'] ?? null);
  const func = str(provider['func'] ?? null);
  return run.request.native.find(module, func);
}

function callFunction(run: RunContext, call: Call, provider: PyObject): Promise<PyValue> {
  const native = findNative(run, provider);
  return native === undefined
    ? callPython(run, call, provider)
    : callNative(run, call, provider, native);
}

async function callPython(run: RunContext, call: Call, provider: PyObject): Promise<PyValue> {
  const { runPython } = await import('./providers/python.ts');
  const secrets = call.allSecrets === true ? Object.keys(call.scope.secrets) : provider['secrets'];
  const timeout = timeoutOf(provider, call.scope);
  const { value, told } = await runPython(await run.python.get(), {
    module: str(provider['module'] ?? null),
    func: str(provider['func'] ?? null),
    arguments: nativeArguments(provider, call.scope),
    ...(secrets === undefined ? {} : { secrets: selectSecrets(call.scope.secrets, secrets) }),
    scope: call.scope,
    ...(timeout === undefined ? {} : { timeout }),
    thread: call.thread === true,
    environment: await run.request.native.childEnvironment(),
    signal: call.signal,
    log: run.emitter.log,
  });
  if (told) {
    call.told?.();
  }
  return value;
}

async function callNative(
  run: RunContext,
  call: Call,
  provider: PyObject,
  native: NativeActivity,
): Promise<PyValue> {
  const args = plainObject(nativeArguments(provider, call.scope));
  const timeout = timeoutOf(provider, call.scope);
  const signal =
    timeout === undefined
      ? call.signal
      : AbortSignal.any([call.signal, AbortSignal.timeout(timeout)]);
  const { emitter, request } = run;
  const work = native.run(args, {
    signal,
    ...(timeout === undefined ? {} : { timeout }),
    configuration: plainObject(call.scope.configuration),
    secrets: plainObject(selectSecrets(call.scope.secrets, provider['secrets'])),
    activityId: call.id,
    ...(call.pointer !== undefined && { pointer: call.pointer }),
    ...(typeof call.activity['name'] === 'string' && { name: call.activity['name'] }),
    runId: request.runId,
    effects: (effects) => emitter.emit('activity-effects', { id: call.id, effects }),
    log: emitter.log,
  });
  try {
    return await settledOrCut(work, signal);
  } catch (error) {
    call.signal.throwIfAborted();
    throw signal.aborted ? tooLong(timeout ?? 0) : asFailure(error);
  }
}

/** Milliseconds of a `timeout` of a `python` provider: the original ignores it there. */
function timeoutOf(provider: PyObject, scope: Scope): number | undefined {
  const seconds = numberOf(substitute(provider['timeout'] ?? null, scope));
  return seconds === undefined || !(seconds >= 0)
    ? undefined
    : Math.min(Math.ceil(seconds * 1000), 0x7fffffff);
}

function tooLong(timeout: number): ActivityFailed {
  const cause = new HumanError('engine.activity-timeout', { seconds: timeout / 1000 });
  return new ActivityFailed(cause.message, { cause });
}

/** All that a function throws is the activity's failure, in the original's words where it has some. */
function asFailure(error: unknown): ActivityFailed {
  if (isActivityFailed(error)) {
    return new ActivityFailed(`chaoslib.exceptions.ActivityFailed: ${error.message}`, {
      cause: error.cause,
    });
  }
  const text = error instanceof Error ? error.message : String(error);
  const kind = isHumanError(error) || !(error instanceof Error) ? '' : `${error.name}: `;
  return new ActivityFailed(kind + text, { cause: error });
}
