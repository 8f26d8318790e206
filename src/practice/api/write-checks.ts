import { labelsProblems, nameProblems } from './names.ts';
import type { KubeObject, Meta } from './objects.ts';
import { apiVersionOf, type Resource } from './registry/resource.ts';
import {
  badRequest,
  type Cause,
  conflict,
  forbidden,
  forbiddenField,
  invalid,
  modified,
  notFound,
  required,
  wrong,
} from './status.ts';
import type { Store } from './store.ts';

/** The type fields of each object of a resource. */
export function kindOf(resource: Resource): { apiVersion: string; kind: string } {
  return { apiVersion: apiVersionOf(resource), kind: resource.kind };
}

/** @throws ApiError 400 when an object is of another kind than the path */
export function checkKind(resource: Resource, body: KubeObject): void {
  const expected = kindOf(resource);
  const kind = body.kind ?? expected.kind;
  const apiVersion = body.apiVersion ?? expected.apiVersion;
  if (kind !== expected.kind) {
    throw badRequest(
      `${kind} in version "${apiVersion}" cannot be handled as a ${expected.kind}: the kind of the object does not match the path`,
    );
  }
  if (apiVersion !== expected.apiVersion) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected.apiVersion})`,
    );
  }
}

/** @throws ApiError 400 when an object names another place than the path */
export function checkPlace({ metadata }: KubeObject, namespace: string, name: string): void {
  const given: Partial<Meta> = metadata ?? {};
  if (given.name !== undefined && given.name !== name) {
    throw badRequest(
      `the name of the object (${given.name}) does not match the name on the URL (${name})`,
    );
  }
  if (given.name === undefined) {
    throw badRequest('name must be provided');
  }
  if ((given.namespace ?? namespace) !== namespace) {
    throw badRequest(
      `the namespace of the object (${given.namespace}) does not match the namespace on the URL (${namespace})`,
    );
  }
}

/** @throws ApiError 409 when the object is no longer the one that was read; 422 without a version where one is due */
export function checkLocks(
  resource: Resource,
  { metadata }: KubeObject,
  previous: KubeObject,
): void {
  const { name, uid, resourceVersion } = previous.metadata;
  if (metadata.uid !== undefined && metadata.uid !== uid) {
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${uid}`,
    );
  }
  const version = metadata.resourceVersion ?? '';
  if (version === '' && resource.definition !== undefined) {
    throw invalid(resource.group, resource.kind, name, [
      wrong('metadata.resourceVersion', 0, 'must be specified for an update'),
    ]);
  }
  if (version !== '' && version !== '0' && version !== resourceVersion) {
    throw modified(resource, name);
  }
}

/**
 * A uid in a patch is no lock, as one in an update is.
 * @throws ApiError 422 where the patch has changed it
 */
export function checkPatchedUid(resource: Resource, next: KubeObject, current: KubeObject): void {
  const { uid, name } = current.metadata;
  if (next.metadata.uid !== undefined && next.metadata.uid !== uid) {
    throw invalid(resource.group, resource.kind, name, [
      wrong('metadata.uid', next.metadata.uid, 'field is immutable'),
    ]);
  }
}

/** @throws ApiError 404 without the namespace, 403 while it ends */
export function checkNamespace(
  store: Store,
  resource: Resource,
  namespace: string,
  name: string,
): void {
  if (!resource.namespaced) {
    return;
  }
  const found = store.get({ resource: 'namespaces', namespace: '', name: namespace });
  if (found === undefined) {
    throw notFound({ group: '', plural: 'namespaces' }, namespace);
  }
  if (found.metadata.deletionTimestamp !== undefined) {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    throw forbidden(resource, name, why, [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ]);
  }
}

/** What is wrong with the name and the labels. */
export function metadataProblems(resource: Resource, { metadata }: KubeObject): Cause[] {
  if (metadata.name === '') {
    return [required('metadata.name', 'name or generateName is required')];
  }
  return [
    ...nameProblems(resource, metadata.name),
    ...labelsProblems('metadata.labels', metadata.labels ?? {}),
  ];
}

/** Under deletion, finalizers can only be taken away. */
export function finalizerProblems(object: KubeObject, previous: KubeObject): Cause[] {
  if (previous.metadata.deletionTimestamp === undefined) {
    return [];
  }
  const before = previous.metadata.finalizers ?? [];
  const added = (object.metadata.finalizers ?? []).filter((one) => !before.includes(one));
  const shown = added.map((one) => `"${one}"`).join(', ');
  return added.length === 0
    ? []
    : [
        forbiddenField(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${shown}}`,
        ),
      ];
}
