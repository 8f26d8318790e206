import type { ClusterClient } from './client.ts';
import { statusOf } from './errors.ts';
import type { NamespaceList } from './feed-types.ts';

/**
 * The namespaces a person may see. Who may not list them still has the connection's own.
 * @throws HumanError `kubernetes.*` of the request, but not for 403
 */
export async function listNamespaces(
  client: Pick<ClusterClient, 'list' | 'namespace'>,
  signal: AbortSignal,
): Promise<NamespaceList> {
  try {
    const { items } = await client.list('/api/v1/namespaces', {}, signal);
    return { names: items.map(({ metadata }) => metadata.name).sort(), complete: true };
  } catch (error) {
    if (statusOf(error) === 403) {
      return { names: [client.namespace], complete: false };
    }
    throw error;
  }
}
