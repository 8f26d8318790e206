import { HumanError } from '../messages/error.ts';
import type { Environment } from './configuration.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/**
 * Resolves the declared secrets: inline values, and `env` entries from the environment.
 * @param vars whole scopes that replace declared ones; other names are dropped
 * @throws HumanError `engine.secret-env`, `engine.secret-key`, `engine.vault-unsupported`
 */
export function loadSecrets(
  declared: PyObject,
  vars: PyObject,
  environment: Environment,
): PyObject {
  return Object.fromEntries(
    Object.entries(declared).map(([name, entry]) => [
      name,
      loadSecret(name, entry, Object.hasOwn(vars, name) ? (vars[name] ?? null) : null, environment),
    ]),
  );
}

function loadSecret(
  name: string,
  entry: PyValue,
  given: PyValue,
  environment: Environment,
): PyValue {
  if (!isPyObject(entry)) {
    return entry;
  }
  if (given !== null) {
    return given;
  }
  if (entry['type'] === 'env') {
    return fromEnvironment(name, entry, environment);
  }
  if (entry['type'] === 'vault') {
    throw new HumanError('engine.vault-unsupported', { name });
  }
  return loadSecrets(entry, {}, environment);
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
