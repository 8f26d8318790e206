import type { JsonObject } from '../../../experiment/json.ts';
import { listAt, objectAt, textAt, valueAt } from '../objects.ts';
import { mayPath, mayResource, rulesOf, type User } from '../rbac/authorize.ts';
import type { Store } from '../store.ts';

/**
 * Answers a review.
 * @param kind such as `SelfSubjectAccessReview`
 * @param namespace of the path, for local reviews
 */
export function review(
  store: Store,
  kind: string,
  user: User,
  body: JsonObject,
  namespace: string,
): JsonObject {
  const spec = objectAt(body, 'spec');
  const base = { kind, apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec };
  switch (kind) {
    case 'SelfSubjectReview':
      return {
        kind,
        apiVersion: 'authentication.k8s.io/v1',
        metadata: {},
        status: { userInfo: { username: user.name, uid: user.uid, groups: [...user.groups] } },
      };
    case 'SelfSubjectRulesReview':
      return { ...base, status: rules(store, user, textAt(spec, 'namespace')) };
    case 'SelfSubjectAccessReview':
      return { ...base, status: verdict(may(store, user, spec, '')) };
    default:
      return { ...base, status: verdict(may(store, askedFor(spec), spec, namespace)) };
  }
}

const verdict = (allowed: boolean) => ({ allowed });

function askedFor(spec: JsonObject): User {
  return {
    name: textAt(spec, 'user'),
    uid: textAt(spec, 'uid'),
    groups: listAt(spec, 'groups').map(String),
  };
}

function may(store: Store, user: User, spec: JsonObject, namespace: string): boolean {
  const path = objectAt(spec, 'nonResourceAttributes');
  if (valueAt(spec, 'nonResourceAttributes') !== undefined) {
    return mayPath(store, user, { verb: textAt(path, 'verb'), path: textAt(path, 'path') });
  }
  const wanted = objectAt(spec, 'resourceAttributes');
  const subresource = textAt(wanted, 'subresource');
  const resource = textAt(wanted, 'resource');
  return mayResource(store, user, {
    verb: textAt(wanted, 'verb'),
    group: textAt(wanted, 'group'),
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    namespace: textAt(wanted, 'namespace') || namespace,
    name: textAt(wanted, 'name'),
  });
}

function rules(store: Store, user: User, namespace: string): JsonObject {
  const all = rulesOf(store, user, namespace).map(({ rule }) => rule);
  return {
    resourceRules: all.filter((rule) => listAt(rule, 'resources').length > 0),
    nonResourceRules: all.filter((rule) => listAt(rule, 'nonResourceURLs').length > 0),
    incomplete: false,
  };
}
