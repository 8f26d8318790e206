import { clusterId } from '../engine/cluster-id.ts';
import type { ClusterIdentity } from '../engine/events.ts';
import type { Endpoint } from './endpoint.ts';
import { serverName, statusOf } from './errors.ts';
import type { KubeObject } from './objects.ts';
import type { Requester } from './requester.ts';

/**
 * Who a cluster is: API server URL, CA and the uid of `kube-system`. A name in a kubeconfig can be
 * pointed elsewhere, and another cluster can come to live at the same URL. Where `kube-system` may
 * not be read the identity is marked incomplete.
 */
export async function resolveIdentity(
  endpoint: Pick<Endpoint, 'server' | 'ca' | 'context'>,
  requester: Pick<Requester, 'send'>,
  signal: AbortSignal,
): Promise<ClusterIdentity> {
  const uid = await systemUid(requester, signal);
  const server = serverName(endpoint);
  return Object.freeze({
    id: clusterId({ server, ca: endpoint.ca, uid }),
    server,
    ...(endpoint.context !== undefined && { context: endpoint.context }),
    complete: uid !== undefined,
  });
}

async function systemUid(
  requester: Pick<Requester, 'send'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const path = '/api/v1/namespaces/kube-system';
    const answer = await requester.send({ method: 'GET', path }, signal);
    return (JSON.parse(answer) as KubeObject).metadata.uid;
  } catch (error) {
    const status = statusOf(error);
    if (status === 403 || status === 404) {
      return undefined;
    }
    throw error;
  }
}
