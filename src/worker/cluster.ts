import { firstAnswer } from './answering.ts';
import { ClusterConnections } from './cluster-connections.ts';
import type { ClusterMethods } from './cluster-protocol.ts';
import { KubeconfigWatch } from './kubeconfig-watch.ts';
import { objectHandlers } from './objects.ts';
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
  const watch = new KubeconfigWatch(() => editor().note('cluster.kubeconfig', {}));
  return {
    ...samplesHandlers(editor, state),
    ...objectHandlers(editor, state, connections),
    'cluster.contexts': async ({ kubeconfig }) => {
      const [{ listContexts }, { nodePlatform }] = await Promise.all([
        import('../kubernetes/kubeconfig/contexts.ts'),
        import('../platform/platform.ts'),
      ]);
      const platform = nodePlatform();
      return listContexts(kubeconfig || undefined, platform.environment, platform);
    },
    'cluster.watch-kubeconfig': ({ paths }) => watch.set(paths),
    'cluster.connect': (choice, signal) => connections.open(choice, signal),
    'cluster.disconnect': ({ connection }) => connections.close(connection),
    'cluster.namespaces': async ({ connection }, signal) => {
      const { listNamespaces } = await import('../kubernetes/namespaces.ts');
      return listNamespaces(connections.client(connection), signal);
    },
    'cluster.names': async ({ connection, namespace, kind }, signal) => {
      const { listNames } = await import('../kubernetes/name-list.ts');
      return listNames(connections.client(connection), kind, namespace, signal);
    },
    'cluster.follow': (place) => connections.follow(place),
    'cluster.unfollow': (place) => connections.unfollow(place),
    'cluster.targets': async ({ connection, job }, signal) => {
      const { previewJob } = await import('../workbench/preview.ts');
      const { activities } = await previewJob(job, false, {
        environment: { ...process.env, ...job.environment },
        trusted: state.trusted,
        signal,
        client: connections.client(connection),
      });
      return activities;
    },
    'cluster.seed': async ({ connection, object }, signal) => {
      const { findSeed } = await import('../kubernetes/seed.ts');
      return findSeed(connections.client(connection), object, signal);
    },
    'cluster.answers': ({ urls }, signal) => firstAnswer(urls, signal),
    'cluster.reachable': ({ urls }) => firstReachable(urls),
  };
}
