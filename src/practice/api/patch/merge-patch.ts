import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';

/** A JSON merge patch (RFC 7386): objects merge, null takes away, anything else replaces. */
export function mergePatch(target: Json | undefined, patch: JsonObject): JsonObject {
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = isObject(value) ? mergePatch(result[key], value) : value;
    }
  }
  return result;
}
