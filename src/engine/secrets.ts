import { HumanError } from '../messages/error.ts';
import type { Environment } from './configuration.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/** Where secrets come from. */
export interface SecretSources {
  environment: Environment;
  /** Reads a secret of the type `vault`. */
  vault(name: string, entry: PyObject): Promise<PyValue>;
}

/**
 * Resolves the declared secrets: inline values, `env` entries from the environment and `vault`
 * entries, one after the other.
 * @param vars whole scopes that replace declared ones; other names are dropped
 * @throws HumanError `engine.secret-env`, `engine.secret-key`, and what reading Vault throws
 */
export async function loadSecrets(
  declared: PyObject,
  vars: PyObject,
  sources: SecretSources,
): Promise<PyObject> {
  const loaded: [string, PyValue][] = [];
  for (const [name, entry] of Object.entries(declared)) {
    const given = Object.hasOwn(vars, name) ? (vars[name] ?? null) : null;
    loaded.push([name, await loadSecret(name, entry, given, sources)]);
  }
  return Object.fromEntries(loaded);
}

async function loadSecret(
  name: string,
  entry: PyValue,
  given: PyValue,
  sources: SecretSources,
): Promise<PyValue> {
  if (!isPyObject(entry)) {
    return entry;
  }
  if (given !== null) {
    return given;
  }
  if (entry['type'] === 'env') {
    return fromEnvironment(name, entry, sources.environment);
  }
  if (entry['type'] === 'vault') {
    return sources.vault(name, entry);
  }
  return loadSecrets(entry, {}, sources);
}

function fromEnvironment(name: string, entry: PyObject, environment: Environment): string {
  const key = entry['key'];
  if (typeof key !== 'string') {
    throw new HumanError('engine.secret-key', { name });
  }
  const value = environment[key];
  if (value === undefined) {
    throw new HumanError('engine.secret-env', { name, key });
  }
  return value;
}

/** The scopes an activity names, merged flat; a later scope wins, unknown ones are empty. */
export function selectSecrets(secrets: PyObject, names: PyValue | undefined): PyObject {
  if (!Array.isArray(names)) {
    return {};
  }
  const scopes = names.map((name) => (typeof name === 'string' ? secrets[name] : undefined));
  return Object.fromEntries(scopes.filter(isPyObject).flatMap(Object.entries<PyValue>));
}

/**
 * Every text that must never be shown: the values inside the secrets as they would print. Truth
 * values, null and empty texts are left out, since they say nothing.
 */
export function secretValues(secrets: PyObject): string[] {
  return [...new Set(leaves(secrets))];
}

function leaves(value: PyValue): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(leaves);
  }
  if (isPyObject(value)) {
    return Object.values(value).flatMap(leaves);
  }
  return value === null || typeof value === 'boolean' || value === '' ? [] : [str(value)];
}
