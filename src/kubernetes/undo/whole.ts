import { isDeepStrictEqual } from 'node:util';
import { applyPatch, type Operation } from 'rfc6902';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { serverAnnotations } from '../activities/common/undo.ts';
import type { KubeObject } from '../objects.ts';
import type { PlannedRequest } from '../plan.ts';

/**
 * Whether an object has just the content that a PUT would give it: not more either, as a PUT also
 * removes. Its status counts only where the change was one of the status.
 */
export function isWhole(object: KubeObject, put: PlannedRequest, change: PlannedRequest): boolean {
  const content = touchesStatus(change) ? contentAndStatus : contentOf;
  return isDeepStrictEqual(content(object as unknown as JsonObject), content(bodyOf(put)));
}

/** A request that leaves the same behind as a change and says all of it: of a JSON Patch, a PUT. */
export function leftBy(change: PlannedRequest, inverse: PlannedRequest): PlannedRequest {
  if (!Array.isArray(change.body)) {
    return change;
  }
  const object = structuredClone(bodyOf(inverse));
  // Tests are about one life and version of the object, which the inverse does not tell.
  const operations = change.body.filter((part) => isObject(part) && part['op'] !== 'test');
  try {
    const results = applyPatch(object, structuredClone(operations) as unknown as Operation[]);
    return results.every((result) => result === null) ? { ...inverse, body: object } : change;
  } catch {
    return change;
  }
}

/** What people write of an object; the rest is the API server's and its controllers'. */
function contentOf(object: JsonObject): JsonObject {
  const { metadata: all, status: _status, apiVersion: _version, kind: _kind, ...rest } = object;
  const own = isObject(all) ? all : {};
  const { labels = {}, annotations, finalizers = [], ownerReferences = [] } = own;
  const written = Object.entries(isObject(annotations) ? annotations : {}).filter(
    ([key]) => !serverAnnotations.includes(key),
  );
  const metadata = {
    labels,
    annotations: Object.fromEntries(written),
    finalizers,
    ownerReferences,
  };
  return { ...rest, metadata };
}

function contentAndStatus(object: JsonObject): JsonObject {
  return { ...contentOf(object), status: object['status'] ?? null };
}

function touchesStatus(change: PlannedRequest): boolean {
  const { body = null } = change;
  const isOfStatus = (operation: Json) =>
    isObject(operation) && /^(\/status(\/|$)|$)/.test(String(operation['path']));
  return Array.isArray(body) ? body.some(isOfStatus) : 'status' in bodyOf(change);
}

function bodyOf({ body = null }: PlannedRequest): JsonObject {
  return isObject(body) ? body : {};
}
