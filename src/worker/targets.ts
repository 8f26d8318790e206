import { HumanError } from '../messages/error.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';
import type { TargetsMethods } from './targets-protocol.ts';

/** The looking up of targets; its code is loaded when it is first used. */
export function targetsHandlers(
  editor: () => Pick<Endpoint<HostMethods, WorkerMethods>, 'note'>,
  state: WorkerState,
): TargetsMethods {
  return {
    'run.targets': async ({ job }, signal) => {
      if (!state.trusted) {
        throw new HumanError('editor.untrusted');
      }
      const { previewJob } = await import('../workbench/preview.ts');
      const { activities } = await previewJob(job, false, {
        environment: { ...process.env, ...job.environment },
        trusted: state.trusted,
        signal,
        onPluginOutput: (line) => editor().note('undo.sign-in', { line }),
      });
      return activities;
    },
  };
}
