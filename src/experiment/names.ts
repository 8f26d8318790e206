import { isObject, type Json, type JsonObject } from './json.ts';

/** Names in braces, as they are replaced; `$$` is an escaped dollar sign. */
export const template = /\$(?:\$|\{([A-Za-z_]\w*)\})/g;

/** All names that are replaced; undefined when some are known only at run time. */
export function declaredNames(experiment: JsonObject): Set<string> | undefined {
  const { configuration, secrets } = experiment;
  const names = new Set(isObject(configuration) ? Object.keys(configuration) : []);
  for (const group of isObject(secrets) ? Object.values(secrets) : []) {
    if (!isObject(group) || group['type'] === 'env' || group['type'] === 'vault') {
      return undefined;
    }
    for (const name of Object.keys(group)) {
      names.add(name);
    }
  }
  return names;
}

/**
 * A value with the names in it replaced, as far as the file alone tells: by values of the
 * configuration that stand there, and by defaults of environment variables. Undefined where it
 * depends on more.
 */
export function resolved(experiment: JsonObject, value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !value.includes('$')) {
    return value;
  }
  const alone = /^\$\{([A-Za-z_]\w*)\}$/.exec(value)?.[1];
  if (alone !== undefined) {
    return literalOf(experiment, alone);
  }
  let known = true;
  const text = value.replace(/\$(?:\$|\{?([A-Za-z_]\w*)\}?)/g, (whole, name?: string) => {
    const replaced = name === undefined ? whole : literalOf(experiment, name);
    known &&= replaced !== undefined;
    return typeof replaced === 'string' ? replaced : JSON.stringify(replaced ?? null);
  });
  return known ? text : undefined;
}

function literalOf({ configuration }: JsonObject, name: string): Json | undefined {
  if (!isObject(configuration) || !Object.hasOwn(configuration, name)) {
    return undefined;
  }
  const value = configuration[name];
  if (!isObject(value ?? null) || (value as JsonObject)['type'] === undefined) {
    return value;
  }
  const { type, default: otherwise, env_var_type: kind } = value as JsonObject;
  const asIs = kind === undefined || kind === null || kind === 'str' || kind === 'string';
  return type === 'env' && asIs ? otherwise : undefined;
}
