import type { KubeObject } from '../objects.ts';
import type { PlannedRequest, Target } from '../plan.ts';

/** A kind of object the activities work with. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
}

export const pods: Resource = { group: '', version: 'v1', plural: 'pods', kind: 'Pod' };
export const services: Resource = { group: '', version: 'v1', plural: 'services', kind: 'Service' };
export const secrets: Resource = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret' };
export const deployments: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
};
export const replicaSets: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'replicasets',
  kind: 'ReplicaSet',
};

/** Value of `apiVersion` of a kind. */
export function apiVersion(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** Path of all objects of a kind in a namespace. */
export function collectionPath(resource: Resource, namespace: string): string {
  const root = resource.group === '' ? '/api' : '/apis';
  return `${root}/${apiVersion(resource)}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`;
}

/** Path of one object. */
export function objectPath(resource: Resource, namespace: string, name: string): string {
  return `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`;
}

/** An object of a list as a target; lists leave out `kind` and `apiVersion` of their items. */
export function targetOf(resource: Resource, object: KubeObject): Target {
  const { namespace, name, uid } = object.metadata;
  return {
    apiVersion: apiVersion(resource),
    kind: resource.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
  };
}

/** The part of a planned request that says what it is about. */
export function about(
  resource: Resource,
  target: Target,
  verb: string,
): Pick<PlannedRequest, 'target' | 'verb' | 'resource' | 'group'> {
  return { target, verb, resource: resource.plural, group: resource.group };
}
