import { ClusterConnections } from './cluster-connections.ts';
import type { ClusterMethods } from './cluster-protocol.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import { firstReachable } from './reachable.ts';
import type { Endpoint } from './rpc.ts';
import { samplesHandlers } from './samples.ts';

/**
 * The explorer's half of the thread. The Kubernetes client is loaded when it is first needed.
 * @param editor gives the way back, once it is there
 */
export function clusterHandlers(
  editor: () => Endpoint<HostMethods, WorkerMethods>,
  state: WorkerState,
): ClusterMethods {
  const connections = new ClusterConnections(editor, state);
  return {
    ...samplesHandlers(editor, state),
    'cluster.contexts': async ({ kubeconfig }) => {
      const [{ listContexts }, { nodePlatform }] = await Promise.all([
        import('../kubernetes/kubeconfig/contexts.ts'),
        import('../platform/platform.ts'),
      ]);
      const platform = nodePlatform();
      return listContexts(kubeconfig || undefined, platform.environment, platform);
    },
    'cluster.connect': (choice, signal) => connections.open(choice, signal),
    'cluster.disconnect': ({ connection }) => connections.close(connection),
    'cluster.namespaces': async ({ connection }, signal) => {
      const { listNamespaces } = await import('../kubernetes/namespaces.ts');
      return listNamespaces(connections.client(connection), signal);
    },
    'cluster.follow': (place) => connections.follow(place),
    'cluster.unfollow': (place) => connections.unfollow(place),
    'cluster.reachable': ({ urls }) => firstReachable(urls),
  };
}
