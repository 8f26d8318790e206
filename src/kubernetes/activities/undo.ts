import type { JsonObject } from '../../experiment/json.ts';
import type { KubeObject } from '../objects.ts';
import type { PlannedRequest, UndoGrade } from '../plan.ts';
import { about, apiVersion, collectionPath, type Resource, targetOf } from './resources.ts';

/** Metadata that the API server gives; an object that is created again must not carry it. */
const serverMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  // An owner that is gone by then would have the garbage collector delete what was restored.
  'ownerReferences',
];

/** Annotations that controllers write about an object's own life. */
const serverAnnotations = ['deployment.kubernetes.io/revision'];

/** The request that creates an object again as it was. */
export function recreate(resource: Resource, object: KubeObject): PlannedRequest {
  const { status: _status, ...rest } = object;
  const metadata: Record<string, unknown> = { ...rest.metadata };
  for (const key of serverMetadata) {
    delete metadata[key];
  }
  const annotations = { ...rest.metadata.annotations };
  for (const key of serverAnnotations) {
    delete annotations[key];
  }
  metadata['annotations'] = annotations;
  const body = { ...rest, apiVersion: apiVersion(resource), kind: resource.kind, metadata };
  const { uid: _uid, ...target } = targetOf(resource, object);
  return {
    method: 'POST',
    path: collectionPath(resource, object.metadata.namespace ?? 'default'),
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
    ...about(resource, target, 'create'),
  };
}

/** The request that creates a pod again: no node and no token volume of its former life. */
export function recreatePod(resource: Resource, pod: KubeObject): PlannedRequest {
  const { nodeName: _nodeName, ...spec } = { ...pod.spec } as JsonObject;
  return recreate(resource, { ...pod, spec });
}

const worse = { exact: 0, partial: 1, none: 2 } as const;

/** The worst of several grades, with its reason; `exact` for none at all. */
export function worstGrade(grades: readonly UndoGrade[]): UndoGrade {
  return grades.reduce(
    (worst, grade) => (worse[grade.grade] > worse[worst.grade] ? grade : worst),
    {
      grade: 'exact',
      ...(grades[0]?.reason === undefined ? {} : { reason: grades[0].reason }),
    } as UndoGrade,
  );
}
