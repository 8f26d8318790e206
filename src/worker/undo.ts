import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';
import type { UndoMethods } from './undo-protocol.ts';

/** The undoing half of the thread; its code is loaded when it is first used. */
export function undoHandlers(
  editor: () => Pick<Endpoint<HostMethods, WorkerMethods>, 'note'>,
  state: WorkerState,
): UndoMethods {
  const place = async () => {
    const [{ nodePlatform }, { stateFolderOf }] = await Promise.all([
      import('../platform/platform.ts'),
      import('../ledger/state-folder.ts'),
    ]);
    const platform = nodePlatform();
    return { platform, stateFolder: stateFolderOf(platform.environment, platform) };
  };
  return {
    'undo.owed': async () => {
      const { owedRuns } = await import('../ledger/owed-runs.ts');
      const { stateFolder, platform } = await place();
      return owedRuns(stateFolder, platform);
    },
    'undo.run': async ({ runId, dry, force, connection = {} }, signal) => {
      const { undoRun } = await import('../workbench/undo.ts');
      const { stateFolder, platform } = await place();
      const { environment } = platform;
      const { trusted } = state;
      return undoRun(
        { runId, dry, connection },
        {
          ask: async () => force,
          onPluginOutput: (line) => editor().note('undo.sign-in', { line }),
        },
        { stateFolder, environment, platform, trusted, signal },
      );
    },
  };
}
