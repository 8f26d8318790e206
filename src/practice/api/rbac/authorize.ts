import type { Json, JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, objectAt, textAt } from '../objects.ts';
import { objectSelector } from '../selectors/labels.ts';
import type { Store } from '../store.ts';

/** Who asks. */
export interface User {
  name: string;
  uid: string;
  groups: readonly string[];
}

/** What somebody wants to do with a resource. */
export interface ResourceAttributes {
  verb: string;
  group: string;
  /** With a subresource behind a slash: `pods/log`. */
  resource: string;
  /** Empty for the cluster. */
  namespace: string;
  /** Empty for a collection. */
  name: string;
}

/** What somebody wants to do with a path that is no resource. */
export interface PathAttributes {
  verb: string;
  path: string;
}

/** A rule of a role, and where it holds. */
export interface HeldRule {
  rule: JsonObject;
  /** Empty for all of the cluster. */
  namespace: string;
}

const idOf = {
  roles: 'roles.rbac.authorization.k8s.io',
  clusterRoles: 'clusterroles.rbac.authorization.k8s.io',
  bindings: 'rolebindings.rbac.authorization.k8s.io',
  clusterBindings: 'clusterrolebindings.rbac.authorization.k8s.io',
};

/** Whether roles let a user do something with a resource. */
export function mayResource(store: Store, user: User, wanted: ResourceAttributes): boolean {
  return (
    isMaster(user) ||
    rulesOf(store, user, wanted.namespace).some(({ rule }) => allows(rule, wanted))
  );
}

/** Whether roles let a user do something with a path that is no resource. */
export function mayPath(store: Store, user: User, { verb, path }: PathAttributes): boolean {
  return (
    isMaster(user) ||
    rulesOf(store, user, '').some(
      ({ rule }) =>
        has(rule, 'verbs', verb) &&
        listAt(rule, 'nonResourceURLs').some((one) => covers(String(one), path)),
    )
  );
}

const isMaster = ({ groups }: User) => groups.includes('system:masters');

/** The rules that hold for a user in a namespace. */
export function rulesOf(store: Store, user: User, namespace: string): HeldRule[] {
  const everywhere = bound(store, idOf.clusterBindings, '', user);
  const here = namespace === '' ? [] : bound(store, idOf.bindings, namespace, user);
  return [
    ...everywhere.flatMap((binding) => rulesBehind(store, binding, '')),
    ...here.flatMap((binding) => rulesBehind(store, binding, namespace)),
  ];
}

function bound(store: Store, id: string, namespace: string, user: User): KubeObject[] {
  return store
    .list(id, namespace)
    .filter((binding) =>
      listAt(binding, 'subjects').some((subject) => isSubject(subject, user, namespace)),
    );
}

function isSubject(subject: Json, user: User, namespace: string): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return (
        user.name === `system:serviceaccount:${textAt(subject, 'namespace') || namespace}:${name}`
      );
    default:
      return false;
  }
}

function rulesBehind(store: Store, binding: KubeObject, namespace: string): HeldRule[] {
  const ref = objectAt(binding, 'roleRef');
  const isRole = textAt(ref, 'kind') === 'Role';
  const role = store.get({
    resource: isRole ? idOf.roles : idOf.clusterRoles,
    namespace: isRole ? namespace : '',
    name: textAt(ref, 'name'),
  });
  const roles = role === undefined ? [] : [role, ...aggregated(store, role)];
  return roles.flatMap((one) =>
    listAt(one, 'rules').map((rule) => ({ rule: objectAt(rule), namespace })),
  );
}

/**
 * The roles that a role takes in by their labels. The real server's controller copies their rules into
 * it; here they are looked up.
 */
function aggregated(store: Store, role: KubeObject): KubeObject[] {
  const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors').map((one) =>
    objectSelector(objectAt(one)),
  );
  return selectors.length === 0
    ? []
    : store
        .list(idOf.clusterRoles)
        .filter(({ metadata }) => selectors.some((matches) => matches(metadata.labels ?? {})));
}

function allows(rule: JsonObject, { verb, group, resource, name }: ResourceAttributes): boolean {
  const names = listAt(rule, 'resourceNames');
  return (
    has(rule, 'verbs', verb) &&
    has(rule, 'apiGroups', group) &&
    namesResource(listAt(rule, 'resources'), resource) &&
    (names.length === 0 || names.includes(name))
  );
}

/** `*` is all; a star before a slash is that subresource of anything. */
function namesResource(resources: readonly Json[], resource: string): boolean {
  const slash = resource.indexOf('/');
  const anyWithSub = slash === -1 ? undefined : `*${resource.slice(slash)}`;
  return resources.some((one) => one === '*' || one === resource || one === anyWithSub);
}

function has(rule: JsonObject, key: string, value: string): boolean {
  const list = listAt(rule, key);
  return list.includes('*') || list.includes(value);
}

function covers(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
