import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { PythonBridge } from '../engine/bridge/bridge.ts';
import type { PyObject } from '../engine/python/value.ts';
import { activitiesOf } from '../experiment/activities.ts';
import type { ParsedDocument, Problem } from '../experiment/document.ts';
import { isObject, type Json, type JsonObject } from '../experiment/json.ts';
import { join } from '../experiment/pointer.ts';
import { valueAt } from '../experiment/value-at.ts';
import { isHumanError } from '../messages/error.ts';
import type { MessageArgs } from '../messages/types.ts';
import type { Platform } from '../platform/platform.ts';
import { packageOf } from './python-packages.ts';

/** Where and which Python is asked. */
export interface PythonPlaces {
  environment: Readonly<Record<string, string | undefined>>;
  cwd: string;
  platform: Platform;
  /** The Python a person chose. */
  interpreter?: string;
  signal?: AbortSignal;
}

/** Something that only Python can tell whether it is there. */
interface Wanted {
  /** JSON pointer of the provider. */
  pointer: string;
  severity: Problem['severity'];
  question: PyObject;
  args: MessageArgs;
}

/** Milliseconds that Python may take to import all modules of an experiment. */
const limit = 60_000;

/** Modules of controls that are built in. */
const builtIn = /^chaosaddons\.controls\.(safeguards|repeat|bypass|synchronization)$/;

/**
 * What the user's Python finds wrong with the functions an experiment calls and that are not native:
 * modules and functions that are not there, and arguments that do not fit, as `chaos validate` does
 * (`validate_python_activity`, `validate_python_control`). Python is started only if there are any,
 * and imports their modules: never for a text nobody trusts.
 */
export async function missingPython(
  document: ParsedDocument,
  { platform, environment, cwd, interpreter, signal }: PythonPlaces,
): Promise<Problem[]> {
  const wanted = wantedOf(document.value);
  if (wanted.length === 0) {
    return [];
  }
  const { PythonBridge } = await import('../engine/bridge/bridge.ts');
  const bridge = new PythonBridge({
    platform,
    environment,
    cwd,
    ...(interpreter === undefined ? {} : { interpreter }),
    log: () => {},
    onSignal: () => {},
  });
  try {
    const path = await bridge.interpreter();
    const until = AbortSignal.any([AbortSignal.timeout(limit), ...(signal ? [signal] : [])]);
    const items = wanted.map(({ question }) => question);
    const { value } = await bridge.ask({ op: 'check', items }, { signal: until });
    const answers = Array.isArray(value) ? value : [];
    return wanted.flatMap((each, index) => {
      const answer = answers[index] as Json | undefined;
      return isObject(answer) ? [problemOf(document, each, answer, path)] : [];
    });
  } catch (error) {
    signal?.throwIfAborted();
    const [first] = wanted;
    const told = isHumanError(error) ? error : await slow(error, bridge);
    if (first === undefined || told === undefined) {
      throw error;
    }
    const { code, args } = told;
    return [
      placed(document, { code, args, pointer: join(first.pointer, 'module'), severity: 'error' }),
    ];
  } finally {
    await bridge.close();
  }
}

/** What to say of modules that take too long to be imported. */
async function slow(
  error: unknown,
  bridge: PythonBridge,
): Promise<Pick<Problem, 'code' | 'args'> | undefined> {
  return (error as Error).name === 'TimeoutError'
    ? {
        code: 'workbench.python-slow',
        args: { path: await bridge.interpreter(), seconds: limit / 1000 },
      }
    : undefined;
}

function problemOf(
  document: ParsedDocument,
  { pointer, severity, args }: Wanted,
  { problem, reason, missing }: JsonObject,
  path: string,
): Problem {
  const module = String(missing ?? args['module']);
  const facts = { ...args, path, reason: String(reason ?? ''), missing: module };
  const kind = String(problem);
  const key = { function: 'func', arguments: 'arguments' }[kind] ?? 'module';
  const place = join(pointer, key);
  return placed(document, {
    code: `workbench.python-${kind}`,
    args: { ...facts, package: packageOf(module) },
    pointer: valueAt(document.value, place) === undefined ? join(pointer, 'module') : place,
    severity: kind === 'control' ? 'error' : severity,
  });
}

function placed(document: ParsedDocument, problem: Omit<Problem, 'range'>): Problem {
  return { ...problem, range: document.rangeOf(problem.pointer) };
}

function wantedOf(experiment: Json | undefined): Wanted[] {
  const configuration = valueAt(experiment, '/configuration');
  const dynamic = Object.entries(isObject(configuration) ? configuration : {}).filter(
    ([, entry]) => isObject(entry) && entry['type'] === 'probe',
  );
  const activities = activitiesOf(experiment);
  const places = activities.flatMap(({ pointer, value }) => [
    { pointer, value },
    { pointer: join(pointer, 'tolerance'), value: value['tolerance'] },
  ]);
  const lists = ['', '/steady-state-hypothesis', ...activities.map(({ pointer }) => pointer)];
  const controls = lists.flatMap((owner) => {
    const list = valueAt(experiment, join(owner, 'controls'));
    return Array.isArray(list)
      ? list.map((value, index) => ({ pointer: join(owner, 'controls', index), value }))
      : [];
  });
  return [
    // What fails there leaves a name out, and stops no run.
    ...dynamic.flatMap(([name, value]) => wantedAt(join('/configuration', name), value, 'warning')),
    ...places.flatMap(({ pointer, value }) => wantedAt(pointer, value, 'error')),
    ...controls.flatMap(({ pointer, value }) => wantedControl(pointer, value)),
  ];
}

/** A function of an activity, if it is not native. */
function wantedAt(
  pointer: string,
  activity: Json | undefined,
  severity: Problem['severity'],
): Wanted[] {
  const { module, func, arguments: given = {} } = providerOf(activity);
  const native = createCatalogue(kubernetesEntries);
  if (typeof module !== 'string' || typeof func !== 'string' || native.find(module, func)) {
    return [];
  }
  const names = isObject(given) ? Object.keys(given) : [];
  return [
    {
      pointer: join(pointer, 'provider'),
      severity,
      question: { module, func, arguments: names },
      args: { module, func },
    },
  ];
}

/** One whose module is not there is left out of the run, which only warns. */
function wantedControl(pointer: string, control: Json): Wanted[] {
  const { module } = providerOf(control);
  if (typeof module !== 'string' || builtIn.test(module) || !isObject(control)) {
    return [];
  }
  return [
    {
      pointer: join(pointer, 'provider'),
      severity: 'warning',
      question: { module, control: control as PyObject },
      args: { module, name: String(control['name'] ?? '') },
    },
  ];
}

function providerOf(value: Json | undefined): JsonObject {
  const provider = isObject(value) ? value['provider'] : undefined;
  return isObject(provider) && provider['type'] === 'python' ? provider : {};
}
