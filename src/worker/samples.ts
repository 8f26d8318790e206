import { HumanError } from '../messages/error.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';
import type { SamplesJob, SamplesMethods } from './samples-protocol.ts';

/** Deploys and removes the sample services, on a connection of their own. */
export function samplesHandlers(
  editor: () => Endpoint<HostMethods, WorkerMethods>,
  state: WorkerState,
): SamplesMethods {
  /** The caller closes it, whatever happened. */
  const open = async ({ handle, ...place }: SamplesJob, signal: AbortSignal) => {
    if (!state.trusted) {
      throw new HumanError('editor.samples.untrusted');
    }
    const { openForSamples } = await import('../workbench/samples/client.ts');
    const onPluginOutput = (line: string) => {
      const step = { code: 'workbench.sign-in', args: { line } };
      editor().note('samples.progress', { handle, step });
    };
    return openForSamples({ ...place, environment: process.env, onPluginOutput }, signal);
  };
  return {
    'samples.deploy': async (job, signal) => {
      const { handle, choice, frontend } = job;
      const { deploySamples } = await import('../workbench/samples.ts');
      const client = await open(job, signal);
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
    'samples.remove': async (job, signal) => {
      const { handle, choice } = job;
      const { removeSamples } = await import('../workbench/samples.ts');
      const client = await open(job, signal);
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
