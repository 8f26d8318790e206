import type { Effect } from '../../engine/events.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerState } from '../../ledger/record.ts';
import { readerOf } from '../activities/common/reader.ts';
import { createRecorder } from '../activities/common/recorder.ts';
import type { KubernetesAction, PlanContext } from '../activities/types.ts';
import type { Plan } from '../plan.ts';
import { calm, type FakeCluster } from './fake-cluster.ts';

/** How one action is tried on a cluster in memory. */
export interface Acting {
  plan(args: JsonObject): Promise<Plan>;
  /** Plans and executes. */
  act(args: JsonObject): Promise<Json>;
  readonly effects: Effect[];
  /** Names of the targets with their states in the ledger, in the order of their intents. */
  ledger(): [name: string, state: LedgerState][];
}

/** Tries an action. */
export function acting(
  cluster: FakeCluster,
  action: KubernetesAction,
  { signal = calm, ...options }: Partial<PlanContext> = {},
): Acting {
  const lines: { name: string; state: LedgerState }[] = [];
  const effects: Effect[] = [];
  const recorder = createRecorder(ledgerOf(lines), {
    cluster: 'c',
    place: { server: 'https://fake' },
    activity: 'a',
    activityId: 'i',
  });
  const context = {
    signal,
    runId: 'r',
    allowUnscoped: false,
    preferred: new Set<string>(),
    random: Math.random,
    now: () => new Date(0),
    readText: async () => '',
    ...options,
  };
  const plan = (args: JsonObject) => action.plan(args, readerOf(cluster), context);
  return {
    plan,
    act: async (args) =>
      action.execute(await plan(args), cluster, {
        signal,
        runId: 'r',
        recorder,
        effects: (some) => effects.push(...some),
        log: () => undefined,
      }),
    effects,
    ledger: () => lines.map(({ name, state }) => [name, state]),
  };
}

function ledgerOf(lines: { name: string; state: LedgerState }[]): Ledger {
  const set = (state: LedgerState) => async (id: string) => {
    const line = lines[Number(id)];
    if (line !== undefined) {
      line.state = state;
    }
  };
  return {
    async intent({ target }) {
      return String(lines.push({ name: String(target['name']), state: 'intent' }) - 1);
    },
    applied: set('applied'),
    unknown: set('unknown'),
    failed: set('failed'),
    undone: set('undone'),
    close: async () => undefined,
  };
}
