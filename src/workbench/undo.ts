import { openCluster } from '../kubernetes/connection.ts';
import type { ConnectionChoice } from '../kubernetes/consent.ts';
import { messageOf } from '../kubernetes/message-of.ts';
import { type UndoOutcome, undoEntries } from '../kubernetes/undo/undo.ts';
import { openLedger, readLedger } from '../ledger/ledger.ts';
import { owedEntries } from '../ledger/owed.ts';
import type { LedgerEntry } from '../ledger/record.ts';
import { isRunId } from '../ledger/run-id.ts';
import { type RunFolder, runFolder } from '../ledger/run-store.ts';
import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { takeLock } from '../platform/lock.ts';
import type { Environment, Platform } from '../platform/platform.ts';
import { userAgent } from '../platform/program.ts';

/** What is to be undone, and how. */
export interface UndoJob {
  runId: string;
  /** Only says what would be done. */
  dry: boolean;
  /** In place of the run's own way to its cluster. */
  connection: ConnectionChoice;
}

/** Who takes part from outside. */
export interface UndoHooks {
  /** Whether to put back what somebody else has changed since. */
  ask(question: Message): Promise<boolean>;
  told?(outcome: UndoOutcome): void;
  /** Lines that a sign-in program writes for the person. */
  onPluginOutput?(line: string): void;
}

/** What undoing takes from the process around it. */
export interface UndoSurroundings {
  stateFolder: string;
  environment: Environment;
  platform: Platform;
  trusted: boolean;
  signal: AbortSignal;
}

/**
 * Puts back what a run has changed, by its ledger. Editor and command line both come through here.
 * @returns an outcome for each mutation that was still to be put back
 * @throws HumanError `workbench.undo-unknown`, `workbench.undo-running`, `workbench.undo-held`; the
 * signal's reason
 */
export async function undoRun(
  job: UndoJob,
  hooks: UndoHooks,
  surroundings: UndoSurroundings,
): Promise<UndoOutcome[]> {
  const { stateFolder, platform, trusted } = surroundings;
  if (!trusted) {
    throw new HumanError('workbench.untrusted');
  }
  const folder = runFolder(stateFolder, job.runId);
  const known = isRunId(job.runId) && (await readLedger(folder.path)).length > 0;
  if (!known) {
    throw new HumanError('workbench.undo-unknown', { run: job.runId, folder: stateFolder });
  }
  const lock = await lockRun(folder, platform);
  try {
    return await undoOwed(folder, job, hooks, surroundings);
  } finally {
    await lock.release();
  }
}

/** An undo holds the lock of the run, so neither a second undo nor the run itself goes on beside it. */
async function lockRun(folder: RunFolder, platform: Platform) {
  const lock = await takeLock(folder.file('lock'), platform);
  if ('heldBy' in lock) {
    throw new HumanError('workbench.undo-held', { run: folder.id, pid: lock.heldBy });
  }
  return lock;
}

async function undoOwed(
  folder: RunFolder,
  { dry, connection }: UndoJob,
  hooks: UndoHooks,
  surroundings: UndoSurroundings,
): Promise<UndoOutcome[]> {
  const { environment, platform, trusted, signal } = surroundings;
  const outcomes: UndoOutcome[] = [];
  const tell = (outcome: UndoOutcome) => {
    outcomes.push(outcome);
    hooks.told?.(outcome);
  };
  const ledger = openLedger(folder.path);
  try {
    for (const entries of byCluster(owedEntries(await readLedger(folder.path)))) {
      const { place, cluster } = entries[0];
      const choice = {
        ...(place.kubeconfig !== undefined && { kubeconfig: place.kubeconfig }),
        ...(place.context !== undefined && { context: place.context }),
        ...connection,
      };
      try {
        const { onPluginOutput } = hooks;
        const client = await openCluster(
          choice,
          {
            environment,
            platform,
            trusted,
            userAgent: userAgent(`undo ${folder.id}`),
            ...(onPluginOutput && { onPluginOutput }),
          },
          signal,
        );
        try {
          if (client.identity.id !== cluster) {
            refuse(entries, otherCluster(client.identity.server), tell);
            continue;
          }
          await undoEntries(entries, {
            client,
            ...(!dry && { ledger }),
            ask: hooks.ask,
            told: tell,
            signal,
          });
        } finally {
          client.close();
        }
      } catch (error) {
        signal.throwIfAborted();
        refuse(entries, () => messageOf(error), tell);
      }
    }
  } finally {
    await ledger.close();
  }
  return outcomes;
}

type Entries = [LedgerEntry, ...LedgerEntry[]];

function byCluster(entries: readonly LedgerEntry[]): Entries[] {
  const groups = new Map<string, Entries>();
  for (const entry of entries) {
    const group = groups.get(entry.cluster);
    if (group === undefined) {
      groups.set(entry.cluster, [entry]);
    } else {
      group.push(entry);
    }
  }
  return [...groups.values()];
}

function otherCluster(now: string) {
  return ({ target, place }: LedgerEntry): Message => ({
    code: 'workbench.undo-other-cluster',
    args: {
      kind: String(target['kind']),
      name: String(target['name']),
      former: place.context === undefined ? place.server : `${place.context} (${place.server})`,
      now,
    },
  });
}

/** Nothing could be done about these. */
function refuse(
  entries: readonly LedgerEntry[],
  why: (entry: LedgerEntry) => Message,
  tell: (outcome: UndoOutcome) => void,
): void {
  for (const entry of entries) {
    const { id, target, activity } = entry;
    tell({
      id,
      kind: String(target['kind']),
      name: String(target['name']),
      ...(typeof target['namespace'] === 'string' && { namespace: target['namespace'] }),
      activity,
      how: 'failed',
      text: why(entry),
    });
  }
}
