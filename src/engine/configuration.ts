import { HumanError } from '../messages/error.ts';
import type { Log } from './log.ts';
import { equal } from './python/compare.ts';
import { convertToType } from './python/convert-type.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/** Variables a run may read; never the process's own directly. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Resolves the declared configuration: inline values as they are, `env` entries from the
 * environment. Dynamic (`probe`) entries stay as they are, see `loadDynamicConfiguration`.
 * @param vars values that replace declared entries of the same name; other names are dropped
 * @throws HumanError `engine.configuration-*`, `engine.variable-*`
 */
export function loadConfiguration(
  declared: PyObject,
  vars: PyObject,
  environment: Environment,
): PyObject {
  return Object.fromEntries(
    Object.entries(declared).map(([name, entry]) => {
      const value = Object.hasOwn(vars, name) ? (vars[name] ?? null) : entry;
      const isEnv = isPyObject(value) && value['type'] === 'env';
      return [name, isEnv ? fromEnvironment(name, value, environment) : value];
    }),
  );
}

function fromEnvironment(name: string, entry: PyObject, environment: Environment): PyValue {
  const key = entry['key'];
  if (typeof key !== 'string') {
    throw new HumanError('engine.configuration-key', { name });
  }
  const value = environment[key];
  if (value === undefined && !Object.hasOwn(entry, 'default')) {
    throw new HumanError('engine.configuration-env', { name, key });
  }
  return convertToType(entry['env_var_type'] ?? null, value ?? entry['default'] ?? null, name);
}

/**
 * Runs a probe of the configuration and gives its output.
 * @param configuration what has been resolved so far, in the order of declaration
 */
export type ProbeRunner = (probe: PyObject, configuration: PyObject) => Promise<PyValue>;

/**
 * Resolves the entries that are probes, one after the other: a process gives its standard output
 * without blanks around it, an HTTP call its body, a function what it returns. An entry whose probe
 * fails is left out. Secrets are not written into the probe, unlike in the original, where they end
 * up in the journal.
 * @throws the reason of `signal` once that is aborted, and nothing else
 */
export async function loadDynamicConfiguration(
  configuration: PyObject,
  run: ProbeRunner,
  log: Log,
  signal: AbortSignal,
): Promise<PyObject> {
  const resolved: [string, PyValue][] = [];
  let failures = 0;
  for (const [name, entry] of Object.entries(configuration)) {
    if (!isPyObject(entry) || entry['type'] !== 'probe') {
      resolved.push([name, entry]);
      continue;
    }
    const value = await resolve(entry, run, Object.fromEntries(resolved), log, signal);
    if (value === undefined) {
      failures += 1;
    } else {
      resolved.push([name, value]);
    }
  }
  if (failures > 0) {
    log(
      'WARNING',
      'Some of the dynamic configuration failed to be loaded.Please review the log file for understanding what happened.',
    );
  }
  return Object.fromEntries(resolved);
}

/** The value of a probing entry, or undefined when it could not be had. */
async function resolve(
  probe: PyObject,
  run: ProbeRunner,
  configuration: PyObject,
  log: Log,
  signal: AbortSignal,
): Promise<PyValue | undefined> {
  const name = str(probe['name'] ?? null);
  let output: PyValue;
  try {
    output = await run(probe, configuration);
  } catch (error) {
    signal.throwIfAborted();
    log('DEBUG', `Failed to load configuration '${name}': ${reasonOf(error)}`);
    return undefined;
  }
  const provider = isPyObject(probe['provider']) ? probe['provider']['type'] : undefined;
  if (provider === 'python' || !isPyObject(output)) {
    return output;
  }
  if (provider === 'http') {
    return output['body'] ?? null;
  }
  if (!equal(output['status'] ?? null, 0)) {
    const reason = str(output['stderr'] ?? '');
    log('DEBUG', `Failed to load configuration dynamically from probe '${name}': ${reason}`);
    return undefined;
  }
  return str(output['stdout'] ?? '').trim();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
