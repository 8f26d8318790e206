import type { ConnectionChoice } from '../kubernetes/consent.ts';
import { HumanError } from '../messages/error.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';
import type { SamplesMethods } from './samples-protocol.ts';

/** Deploys and removes the sample services, on a connection of their own. */
export function samplesHandlers(
  editor: () => Endpoint<HostMethods, WorkerMethods>,
  state: WorkerState,
): SamplesMethods {
  /** Opens the cluster, does it, and closes the cluster whatever happened. */
  const open = async (choice: ConnectionChoice, signal: AbortSignal) => {
    if (!state.trusted) {
      throw new HumanError('editor.samples.untrusted');
    }
    const [{ openCluster }, { nodePlatform }, { userAgent }] = await Promise.all([
      import('../kubernetes/connection.ts'),
      import('../platform/platform.ts'),
      import('../platform/program.ts'),
    ]);
    const platform = nodePlatform();
    const { environment } = platform;
    const deps = { environment, platform, trusted: true, userAgent: userAgent('samples') };
    return openCluster(choice, deps, signal);
  };
  return {
    'samples.deploy': async ({ handle, choice, frontend }, signal) => {
      const { deploySamples } = await import('../workbench/samples.ts');
      const client = await open(choice, signal);
      try {
        const namespace = choice.namespace ?? client.namespace;
        const wanted = { frontend, namespace };
        const deployed = await deploySamples(
          client,
          wanted,
          (step) => editor().note('samples.progress', { handle, step }),
          signal,
        );
        const found = { ...(deployed.url !== undefined && { url: deployed.url }) };
        const cluster = client.identity.id;
        editor().note('samples.deployed', { choice, cluster, namespace, ...found });
        return found;
      } finally {
        client.close();
      }
    },
    'samples.remove': async ({ handle, choice }, signal) => {
      const { removeSamples } = await import('../workbench/samples.ts');
      const client = await open(choice, signal);
      try {
        const namespace = choice.namespace ?? client.namespace;
        const removed = await removeSamples(
          client,
          namespace,
          (step) => editor().note('samples.progress', { handle, step }),
          signal,
        );
        editor().note('samples.removed', { cluster: client.identity.id, namespace });
        return { count: removed.length };
      } finally {
        client.close();
      }
    },
  };
}
