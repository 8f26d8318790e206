import type { ClusterClient } from '../../client.ts';
import { statusOf } from '../../errors.ts';
import type { KubeObject } from '../../objects.ts';
import type { Reader } from '../../plan.ts';

/** One object, or undefined when it is not there. */
export async function getObject(
  client: Pick<ClusterClient, 'request'>,
  path: string,
  signal: AbortSignal,
): Promise<KubeObject | undefined> {
  try {
    return await client.request<KubeObject>({ method: 'GET', path, repeatable: true }, signal);
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  }
}

/** The reading half of a client, for planning. */
export function readerOf(client: ClusterClient): Reader {
  return {
    identity: client.identity,
    namespace: client.namespace,
    list: (path, query, signal) => client.list(path, query, signal),
    get: (path, signal) => getObject(client, path, signal),
  };
}
