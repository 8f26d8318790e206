import type { HistoryMethods } from './history-protocol.ts';
import type { RunTools } from './run-tools.ts';

/** The part of the thread that knows past runs; its code is loaded when it is first used. */
export function historyHandlers(tools: () => Promise<Pick<RunTools, 'pastView'>>): HistoryMethods {
  const place = async () => {
    const [{ nodePlatform }, { stateFolderOf }, { pastFolder }, past] = await Promise.all([
      import('../platform/platform.ts'),
      import('../ledger/state-folder.ts'),
      import('./past-run.ts'),
      import('../ledger/past-runs.ts'),
    ]);
    const platform = nodePlatform();
    const stateFolder = stateFolderOf(platform.environment, platform);
    return { platform, stateFolder, pastFolder, ...past };
  };
  return {
    'history.list': async () => {
      const { pastRuns, stateFolder, platform } = await place();
      return pastRuns(stateFolder, platform);
    },
    'history.state': async ({ runId }) => {
      const { runState } = await import('../ledger/run-store.ts');
      const { pastFolder, stateFolder, platform } = await place();
      return runState(pastFolder(stateFolder, runId), platform);
    },
    'history.compare': async ({ runId, with: given }) => {
      const { pastRuns, previousOf, stateFolder, platform } = await place();
      const other = given ?? previousOf(await pastRuns(stateFolder, platform), runId)?.id;
      if (other === undefined) {
        return undefined;
      }
      const { pastView } = await tools();
      const [{ compare }, before, after] = await Promise.all([
        import('../engine/compare.ts'),
        pastView(other, process.env),
        pastView(runId, process.env),
      ]);
      return compare(before, after);
    },
    'history.delete': async ({ runIds }) => {
      const { deleteRuns, stateFolder, platform } = await place();
      await deleteRuns(stateFolder, platform, runIds);
    },
  };
}
