import type { KubeObject } from '../../objects.ts';
import type { Access, PlannedRequest, Target } from '../../plan.ts';

/** A kind of object the activities work with. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
}

/** A kind that a probe or an action reads: as RBAC names it. */
type Kind = Pick<Resource, 'group' | 'plural'>;

/** A kind that Kubernetes itself brings; all that are used here are in version 1. */
const builtIn = (group: string, plural: string, kind: string): Resource => ({
  group,
  version: 'v1',
  plural,
  kind,
});

export const pods = builtIn('', 'pods', 'Pod');
export const services = builtIn('', 'services', 'Service');
export const secrets = builtIn('', 'secrets', 'Secret');
export const nodes = builtIn('', 'nodes', 'Node');
export const namespaces = builtIn('', 'namespaces', 'Namespace');
export const deployments = builtIn('apps', 'deployments', 'Deployment');
export const replicaSets = builtIn('apps', 'replicasets', 'ReplicaSet');
export const statefulSets = builtIn('apps', 'statefulsets', 'StatefulSet');
export const daemonSets = builtIn('apps', 'daemonsets', 'DaemonSet');
export const budgets = builtIn('policy', 'poddisruptionbudgets', 'PodDisruptionBudget');
export const ingresses = builtIn('networking.k8s.io', 'ingresses', 'Ingress');
export const networkPolicies = builtIn('networking.k8s.io', 'networkpolicies', 'NetworkPolicy');

/** Value of `apiVersion` of a kind. */
export function apiVersion(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** Path of all objects of a kind, in a namespace where one is given. */
export function collectionPath(
  resource: Pick<Resource, 'group' | 'version' | 'plural'>,
  namespace: string | undefined,
): string {
  const root = resource.group === '' ? '/api' : '/apis';
  const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}/${apiVersion(resource)}${scope}/${resource.plural}`;
}

/** Path of one object. */
export function objectPath(
  resource: Pick<Resource, 'group' | 'version' | 'plural'>,
  namespace: string | undefined,
  name: string,
): string {
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

/** What listing a kind needs. */
export function toList(kind: Kind, namespace: string | undefined): Access {
  return toRead('list', kind, namespace);
}

/** What reading one object needs. */
export function toGet(kind: Kind, namespace: string | undefined, name: string): Access {
  return { ...toRead('get', kind, namespace), name };
}

/** What waiting needs: a list and, so that nobody has to poll, a watch. */
export function toWait(kind: Kind, namespace: string | undefined): Access[] {
  return [toList(kind, namespace), { ...toRead('watch', kind, namespace), optional: true }];
}

function toRead(verb: string, kind: Kind, namespace: string | undefined): Access {
  const { group, plural: resource } = kind;
  return { verb, group, resource, ...(namespace !== undefined && { namespace }) };
}
