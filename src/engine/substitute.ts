import { HumanError } from '../messages/error.ts';
import { truthy } from './python/compare.ts';
import { str } from './python/text.ts';
import { typeName } from './python/type-name.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/** Where the values of `${name}` come from. */
export interface Scope {
  configuration: PyObject;
  /** Scope name → name → value; only the names inside the scopes can be written in `${name}`. */
  secrets: PyObject;
}

/** `$$`, `$name`, `${name}`, or a `$` that stands for itself: Python's `string.Template`. */
const template = /\$(?:(?<escaped>\$)|(?<named>[_a-zA-Z]\w*)|\{(?<braced>[_a-zA-Z]\w*)\}|)/g;

const lone = /^\$\{([_a-zA-Z]\w*)\}$/;

/**
 * Replaces `$name` and `${name}` in every text inside `data`, keys excepted. A text that is one
 * `${name}` becomes the value in its own type. Unknown names stay as they are; what is put in is not
 * looked at again. The configuration beats secrets, an earlier scope beats a later one.
 * @throws HumanError `engine.secret-scope` when a secret is declared without a scope around it
 */
export function substitute(data: PyValue, scope: Scope): PyValue {
  if (typeof data === 'string') {
    return data === '' ? data : substituteText(data, scope);
  }
  if (Array.isArray(data)) {
    return data.map((item) => substitute(item, scope));
  }
  if (isPyObject(data)) {
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, substitute(value, scope)]),
    );
  }
  return data;
}

/** For `arguments`: nothing at all happens, `$$` included, without any configuration and secrets. */
export function substituteArguments(data: PyValue, scope: Scope): PyValue {
  return truthy(scope.configuration) || truthy(scope.secrets) ? substitute(data, scope) : data;
}

function substituteText(text: string, scope: Scope): PyValue {
  const name = lone.exec(text)?.[1];
  if (name !== undefined) {
    const value = lookUp(name, scope);
    return value === undefined ? text : value;
  }
  return text.replace(template, (whole, escaped, named, braced) => {
    if (escaped !== undefined) {
      return '$';
    }
    const key = named ?? braced;
    const value = key === undefined ? undefined : lookUp(key, scope);
    return value === undefined ? whole : str(value);
  });
}

/** The value of a name, or undefined. `null` is a value. */
function lookUp(name: string, scope: Scope): PyValue | undefined {
  if (Object.hasOwn(scope.configuration, name)) {
    return scope.configuration[name];
  }
  for (const [key, secrets] of Object.entries(scope.secrets)) {
    if (!isPyObject(secrets)) {
      throw new HumanError('engine.secret-scope', { name: key, type: typeName(secrets) });
    }
    if (Object.hasOwn(secrets, name)) {
      return secrets[name];
    }
  }
  return undefined;
}
