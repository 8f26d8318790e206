import { mayPath, mayResource, type User } from '../rbac/authorize.ts';
import { ApiError, forbidden } from '../status.ts';
import type { Store } from '../store.ts';
import type { RequestInfo } from './request-info.ts';

/**
 * Refuses what a user's roles do not allow.
 * @throws ApiError 403
 */
export function checkAccess(store: Store, user: User, info: RequestInfo): void {
  const { verb, path, resource } = info;
  if (resource === undefined) {
    if (!mayPath(store, user, { verb, path })) {
      const text = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
      throw new ApiError(403, 'Forbidden', text, {});
    }
    return;
  }
  const { group, plural, subresource, namespace, name } = resource;
  const full = subresource === '' ? plural : `${plural}/${subresource}`;
  // A WebSocket begins with a GET, but a command is no reading (Kubernetes 1.35).
  const verbs = full === 'pods/exec' ? [verb, 'create'] : [verb];
  const refused = verbs.find(
    (one) => !mayResource(store, user, { verb: one, group, resource: full, namespace, name }),
  );
  if (refused === undefined) {
    return;
  }
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  throw forbidden(
    { group, plural },
    name,
    `User "${user.name}" cannot ${refused} resource "${full}" in API group "${group}" ${where}`,
  );
}
