import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import type { Resource } from '../registry/resource.ts';
import { badRequest, unsupportedMediaType } from '../status.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMerge } from './strategic-merge.ts';

/** Ways to write a patch, by the media type of the request. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const;

const applyTypes = ['application/apply-patch+yaml', 'application/apply-patch+cbor'];

/**
 * An object after a patch.
 * @param type media type; it decides how the patch is read
 * @throws ApiError 400 for a patch that cannot be read, 415 for a type that is not known, 422 for one
 * that does not fit the object
 */
export function patched(
  resource: Resource,
  object: JsonObject,
  patch: Json,
  type: string,
): JsonObject {
  const result = apply(resource, object, patch, type);
  if (!isObject(result)) {
    throw badRequest('the patched object is not an object');
  }
  return result;
}

function apply(resource: Resource, object: JsonObject, patch: Json, type: string): Json {
  if (type === patchTypes.json) {
    return jsonPatch(object, patch);
  }
  if (type === patchTypes.merge) {
    return mergePatch(object, mustBeObject(patch));
  }
  if (type === patchTypes.strategic && resource.definition === undefined) {
    return strategicMerge(resource.kind, object, mustBeObject(patch));
  }
  if (applyTypes.includes(type)) {
    throw unsupportedMediaType(
      'the practice cluster does not offer server-side apply: use kubectl apply without --server-side, or a merge patch',
    );
  }
  const offered = Object.values(patchTypes).filter(
    (one) => one !== patchTypes.strategic || resource.definition === undefined,
  );
  throw unsupportedMediaType(
    `the body of the request was in an unknown format - accepted media types include: ${offered.join(', ')}`,
  );
}

function mustBeObject(patch: Json): JsonObject {
  if (!isObject(patch)) {
    throw badRequest('error decoding patch: it must be an object');
  }
  return patch;
}
