import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import type { PlannedRequest } from '../../plan.ts';
import {
  about,
  apiVersion,
  collectionPath,
  objectPath,
  type Resource,
  targetOf,
} from './resources.ts';

/** Metadata that the API server gives. */
const serverMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];

/** Annotations that the server and controllers write about an object's own life. */
export const serverAnnotations: readonly string[] = [
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
];

/** The request that creates an object again as it was. */
export function recreate(resource: Resource, object: KubeObject): PlannedRequest {
  const { status: _status, ...rest } = object;
  const metadata = ownMetadata(object);
  // An owner that is gone by then would have the garbage collector delete what was restored.
  delete metadata['ownerReferences'];
  const annotations = { ...rest.metadata.annotations };
  for (const key of serverAnnotations) {
    delete annotations[key];
  }
  metadata['annotations'] = annotations;
  const body = { ...rest, apiVersion: apiVersion(resource), kind: resource.kind, metadata };
  const { uid: _uid, ...target } = targetOf(resource, object);
  return {
    method: 'POST',
    path: collectionPath(resource, object.metadata.namespace),
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
    ...about(resource, target, 'create'),
  };
}

/**
 * The request that gives an object all the content that it had. Which life and which version of the
 * object it is about is said when it is sent.
 */
export function putBack(resource: Resource, object: KubeObject): PlannedRequest {
  const { namespace, name } = object.metadata;
  const kind = { apiVersion: apiVersion(resource), kind: resource.kind };
  const body = { ...object, ...kind, metadata: ownMetadata(object) };
  return {
    method: 'PUT',
    path: objectPath(resource, namespace, name),
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
    ...about(resource, targetOf(resource, object), 'update'),
  };
}

/** Metadata without what the API server gives. */
function ownMetadata({ metadata }: KubeObject): Record<string, unknown> {
  const own: Record<string, unknown> = { ...metadata };
  for (const key of serverMetadata) {
    delete own[key];
  }
  return own;
}

/** The request that creates a pod again: no node and no token volume of its former life. */
export function recreatePod(resource: Resource, pod: KubeObject): PlannedRequest {
  const { nodeName: _nodeName, ...spec } = { ...pod.spec } as JsonObject;
  return recreate(resource, { ...pod, spec });
}
