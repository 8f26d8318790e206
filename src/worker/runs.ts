import { HumanError } from '../messages/error.ts';
import type { HostMethods, RunMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';

/** The runs' half of the thread. */
export function runHandlers(
  _editor: () => Endpoint<HostMethods, WorkerMethods>,
  state: WorkerState,
): RunMethods {
  return {
    'trust.granted': () => {
      state.trusted = true;
    },
    'run.start': async () => {
      throw new HumanError('editor.untrusted');
    },
    'run.stop': () => {},
    'run.kill': () => {},
    'run.skipPause': () => false,
    'run.view': async () => {
      throw new HumanError('editor.untrusted');
    },
  };
}
