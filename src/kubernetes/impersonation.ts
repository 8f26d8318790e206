import type { KubeUser } from './kubeconfig/types.ts';

/** The headers by which a user acts as another (`as`, `as-uid`, `as-groups`, `as-user-extra`). */
export function impersonation(user: KubeUser | undefined): Record<string, string | string[]> {
  if (!user?.as) {
    return {};
  }
  const extra = Object.entries(user['as-user-extra'] ?? {}).map(([key, values]) => [
    `Impersonate-Extra-${encodeURIComponent(key.toLowerCase())}`,
    values,
  ]);
  return {
    'Impersonate-User': user.as,
    ...(user['as-uid'] && { 'Impersonate-Uid': user['as-uid'] }),
    ...(user['as-groups']?.length && { 'Impersonate-Group': user['as-groups'] }),
    ...Object.fromEntries(extra),
  };
}
