import { HumanError } from '../messages/error.ts';
import type { CheckMethods } from './check-protocol.ts';
import type { WorkerState } from './protocol.ts';

/** The check of what this machine lacks; its code is loaded when it is first used. */
export function checkHandlers(state: WorkerState): CheckMethods {
  return {
    'check.missing': async ({ job: asked }, signal) => {
      if (!state.trusted) {
        throw new HumanError('editor.untrusted');
      }
      const { checkText, missingHere } = await import('../workbench/check.ts');
      const { withGiven } = await import('../workbench/given.ts');
      const { nodePlatform } = await import('../platform/platform.ts');
      const around = { ...process.env, ...asked.environment };
      const { job, environment } = await withGiven(asked, around);
      return missingHere(await checkText(job.text, job.format), {
        environment,
        cwd: job.cwd,
        platform: nodePlatform(),
        ...job.python,
        signal,
      });
    },
  };
}
