import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';

/**
 * Whether a value holds all that a patch sets, however much more it holds: the server adds defaults.
 * `null` means that there must be nothing. Lists are alike when their members are, by `name` where
 * all have one (as a strategic merge finds them), else by place.
 */
export function includes(value: Json | undefined, patch: Json): boolean {
  if (Array.isArray(patch)) {
    return Array.isArray(value) && includesAll(value, patch);
  }
  if (!isObject(patch)) {
    return JSON.stringify(value ?? null) === JSON.stringify(patch);
  }
  const object: JsonObject = isObject(value ?? null) ? (value as JsonObject) : {};
  return Object.entries(patch).every(
    ([key, part]) => key.startsWith('$') || includes(object[key], part),
  );
}

function includesAll(values: readonly Json[], patch: readonly Json[]): boolean {
  const named = patch.filter((part) => isObject(part) && typeof part['name'] === 'string');
  if (patch.length > 0 && named.length === patch.length) {
    return (named as JsonObject[]).every((part) =>
      values.some(
        (value) => isObject(value) && value['name'] === part['name'] && includes(value, part),
      ),
    );
  }
  return (
    values.length === patch.length && patch.every((part, index) => includes(values[index], part))
  );
}
