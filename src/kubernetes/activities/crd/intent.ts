import { isObject, type JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import type { Change, PlannedRequest } from '../../plan.ts';
import { about, objectPath, type Resource, targetOf } from '../common/resources.ts';
import { putBack } from '../common/undo.ts';
import { undoOfChange } from './undo.ts';

/** What becomes of an object: operations of a JSON Patch on it, or another object in its place. */
export type Intent = { operations: JsonObject[] } | { object: JsonObject };

/**
 * What an intent means for an object as it is.
 * @param manager nobody else's name: by it, a change whose answer was lost is found in `managedFields`
 */
export function changeOf(
  intent: Intent,
  resource: Resource,
  former: KubeObject,
  manager: string,
): Change {
  const { namespace, name } = former.metadata;
  const [verb, content] =
    'operations' in intent
      ? (['patch', patchOf(intent.operations, former)] as const)
      : (['update', putOf(intent.object, former)] as const);
  const undo = undoOfChange(former);
  return {
    request: {
      ...content,
      path: objectPath(resource, namespace, name),
      query: { fieldManager: manager },
      ...about(resource, targetOf(resource, former), verb),
    },
    inverse: undo.grade === 'none' ? [] : [putBack(resource, former)],
    undo,
  };
}

/** Whether an intent is about one state of the object only, so that no later one will do. */
export function isPinned(intent: Intent): boolean {
  const metadata = 'object' in intent ? intent.object['metadata'] : undefined;
  return isObject(metadata) && metadata['resourceVersion'] !== undefined;
}

type Content = Pick<PlannedRequest, 'method' | 'contentType' | 'body'>;

/** A JSON Patch of just this object in just this state: none else is hit, and none twice. */
function patchOf(operations: readonly JsonObject[], { metadata }: KubeObject): Content {
  const guards = [
    { op: 'test', path: '/metadata/uid', value: metadata.uid },
    { op: 'test', path: '/metadata/resourceVersion', value: metadata.resourceVersion },
  ];
  return {
    method: 'PATCH',
    contentType: 'application/json-patch+json',
    body: [...guards, ...operations],
  };
}

/** An object in the place of just this one. */
function putOf(object: JsonObject, { metadata }: KubeObject): Content {
  const own = isObject(object['metadata']) ? object['metadata'] : {};
  const { uid, resourceVersion } = metadata;
  return { method: 'PUT', body: { ...object, metadata: { uid, resourceVersion, ...own } } };
}
