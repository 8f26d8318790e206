import { mkdir, readFile } from 'node:fs/promises';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { readerOf } from '../../../src/kubernetes/activities/common/reader.ts';
import { createRecorder } from '../../../src/kubernetes/activities/common/recorder.ts';
import { activities } from '../../../src/kubernetes/activities/index.ts';
import { type OpenedCluster, openCluster } from '../../../src/kubernetes/connection.ts';
import { undoEntries } from '../../../src/kubernetes/undo/undo.ts';
import { type Ledger, openLedger, readLedger } from '../../../src/ledger/ledger.ts';
import { owedEntries } from '../../../src/ledger/owed.ts';
import { runFolder } from '../../../src/ledger/run-store.ts';
import { takeLock } from '../../../src/platform/lock.ts';
import { nodePlatform } from '../../../src/platform/platform.ts';
import { gateAt, gatedClient, gatedLedger } from './gate.ts';

/** What is to be done. */
export interface Order {
  kubeconfig: string;
  stateFolder: string;
  runId: string;
  userAgent: string;
  /** Gates that are passed. */
  gates: number;
  /** Missing: the run is undone. */
  action?: { path: string; args: JsonObject };
}

const { signal } = new AbortController();

/**
 * Does one action, or undoes a run, between the gates that stand at every place where a process can be
 * killed.
 * @param stopped told where it stops for good; it does not return then
 */
export async function doBetweenGates(
  order: Order,
  stopped: (where: string) => void,
): Promise<void> {
  const { kubeconfig, stateFolder, runId, gates, action, userAgent } = order;
  const folder = runFolder(stateFolder, runId);
  await mkdir(folder.path, { recursive: true });
  await takeLock(folder.file('lock'), nodePlatform());
  const gate = gateAt(gates, stopped);
  const ledger = gatedLedger(openLedger(folder.path), gate);
  const deps = { environment: {}, platform: nodePlatform(), trusted: true, userAgent };
  const opened = await openCluster({ kubeconfig }, deps);
  const client = gatedClient(opened, gate);
  if (action === undefined) {
    const entries = owedEntries(await readLedger(folder.path));
    const ask = async () => false;
    await undoEntries(entries, { client, ledger, ask, told: () => undefined, signal });
  } else {
    await act(action, client, ledger, order);
  }
  await ledger.close();
  await folder.release();
  client.close();
}

async function act(
  { path, args }: { path: string; args: JsonObject },
  client: OpenedCluster,
  ledger: Ledger,
  { kubeconfig, runId }: Order,
): Promise<void> {
  const activity = activities[path];
  if (activity?.kind !== 'action') {
    throw new Error(`${path} is not an action`);
  }
  const plan = await activity.plan(args, readerOf(client), {
    signal,
    runId,
    allowUnscoped: false,
    preferred: new Set(),
    random: Math.random,
    now: () => new Date(),
    readText: (file) => readFile(file, 'utf8'),
  });
  const { server } = client.identity;
  const recorder = createRecorder(ledger, {
    cluster: client.identity.id,
    place: { server, kubeconfig },
    activity: path,
    activityId: 'a1',
  });
  await activity.execute(plan, client, {
    signal,
    runId,
    recorder,
    effects: () => undefined,
    log: () => undefined,
  });
}
