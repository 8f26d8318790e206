import type { Effect } from '../../engine/events.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerEntry } from '../../ledger/record.ts';
import type { Message } from '../../messages/types.ts';
import { readerOf } from '../activities/common/reader.ts';
import { createRecorder } from '../activities/common/recorder.ts';
import type { ExecuteContext, KubernetesAction, PlanContext } from '../activities/types.ts';
import type { Plan } from '../plan.ts';
import { undoEntries } from '../undo/undo.ts';
import { calm, FakeCluster } from './fake-cluster.ts';

/** Where actions play: a cluster in memory and what is recorded of them. */
export class Stage {
  readonly cluster = new FakeCluster();
  /** Manifests by their path. */
  readonly files: Record<string, string> = {};
  readonly effects: Effect[] = [];
  readonly logged: string[] = [];
  /** The ledger. */
  readonly entries: LedgerEntry[] = [];
  /** What undo would have asked a person; the answer is no. */
  readonly asked: string[] = [];
  allowUnscoped = false;

  /** How each change ended. */
  get outcomes(): string[] {
    return this.entries.map(({ state }) => state);
  }

  plan(action: KubernetesAction, args: JsonObject): Promise<Plan> {
    const context: PlanContext = {
      signal: calm,
      runId: 'r1',
      allowUnscoped: this.allowUnscoped,
      preferred: new Set(),
      random: () => 0.5,
      now: () => new Date(0),
      readText: async (path) => {
        const text = this.files[path];
        if (text === undefined) {
          throw new Error('there is no such file');
        }
        return text;
      },
    };
    return action.plan(args, readerOf(this.cluster), context);
  }

  execute(action: KubernetesAction, plan: Plan): Promise<Json> {
    const about = { cluster: 'fake', place: { server: 'https://fake' }, activity: 'a' };
    const context: ExecuteContext = {
      signal: calm,
      runId: 'r1',
      recorder: createRecorder(this.#ledger(), { ...about, activityId: `${this.entries.length}` }),
      effects: (some) => this.effects.push(...some),
      log: (_level, text) => this.logged.push(text),
    };
    return action.execute(plan, this.cluster, context);
  }

  async run(action: KubernetesAction, args: JsonObject): Promise<Json> {
    return this.execute(action, await this.plan(action, args));
  }

  /** Puts back all that was done; gives how that went. */
  async undo(): Promise<string[]> {
    const outcomes = await undoEntries(this.entries, {
      client: this.cluster,
      ledger: this.#ledger(),
      ask: async ({ code }: Message) => {
        this.asked.push(code);
        return false;
      },
      told: () => undefined,
      signal: calm,
    });
    return outcomes.map(({ how }) => how);
  }

  #ledger(): Ledger {
    const end = async (id: string, state: LedgerEntry['state'], uid?: string) => {
      const entry = this.entries.find((each) => each.id === id);
      Object.assign(entry ?? {}, { state, ...(uid !== undefined && { uid }) });
    };
    return {
      intent: async (intent) => {
        const id = `e${this.entries.length}`;
        this.entries.push({ ...structuredClone(intent), id, at: '', state: 'intent' });
        return id;
      },
      applied: (id, uid) => end(id, 'applied', uid),
      unknown: (id) => end(id, 'unknown'),
      failed: (id) => end(id, 'failed'),
      undone: (id) => end(id, 'undone'),
      close: async () => undefined,
    };
  }
}
