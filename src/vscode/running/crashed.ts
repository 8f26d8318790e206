import * as vscode from 'vscode';
import { lockedRuns } from '../../ledger/run-store.ts';
import { stateFolderOf } from '../../ledger/state-folder.ts';
import { nodePlatform } from '../../platform/platform.ts';
import type { Services } from '../services.ts';
import type { Owed } from './owed.ts';
import type { Undo } from './undo.ts';

/** Ids of runs that were offered already, in any window. */
const key = 'undo.offered';

/**
 * Offers to undo a run whose process died before its end. Only when a lock was left behind is the
 * thread started to look further, and each run is offered once.
 */
export async function offerAfterCrash(
  services: Services,
  owed: Owed,
  undo: () => Promise<Undo>,
): Promise<void> {
  const platform = nodePlatform();
  const stateFolder = stateFolderOf(platform.environment, platform);
  const locked = await lockedRuns(stateFolder);
  if (locked.length === 0 || !vscode.workspace.isTrusted) {
    return;
  }
  const { globalState } = services.context;
  const offered = globalState.get<string[]>(key, []);
  const crashed = (await owed.refresh()).filter(
    ({ id, state }) => state === 'crashed' && !offered.includes(id),
  );
  const [newest] = crashed;
  if (newest !== undefined) {
    const ids = crashed.map(({ id }) => id);
    await globalState.update(key, [...ids, ...offered].slice(0, 100));
    await (await undo()).offerAfterCrash(newest);
  }
}
