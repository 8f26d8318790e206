import type { CatalogueEntry } from '../../catalogue/types.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { ClusterIdentity } from '../events.ts';
import { ActivityFailed } from '../failed.ts';
import type {
  ActivityContext,
  NativeActivity,
  NativeProvider,
  PreparedActivity,
} from '../native.ts';

type Play = (args: JsonObject, context: ActivityContext) => Promise<Json>;

/**
 * Native activities of a module `fake`:
 * `give` returns `value`; `count` how often it was called; `sequence` the next of `values`, the last
 * one again and again; `fail` fails with `text`; `refuse` throws a HumanError; `crash` throws
 * something else; `hang` waits for its signal; `ignore` never ends; `context` tells what it was given;
 * `change` reports an effect.
 */
export class FakeNative implements NativeProvider {
  /** Functions that were called, in order. */
  readonly calls: string[] = [];
  prepared: PreparedActivity[] = [];
  closed = 0;
  /** What preparing does beside being noted. */
  onPrepare: (signal: AbortSignal) => Promise<ClusterIdentity[]> = async () => [];
  readonly #counts = new Map<string, number>();

  find(module: string, func: string): NativeActivity | undefined {
    const play = this.#plays[func];
    if (module !== 'fake' || play === undefined) {
      return undefined;
    }
    return {
      entry: entryOf(func),
      run: (args, context) => {
        this.calls.push(func);
        return play(args, context);
      },
    };
  }

  async prepare(
    activities: PreparedActivity[],
    _configuration: JsonObject,
    signal: AbortSignal,
  ): Promise<ClusterIdentity[]> {
    this.prepared = activities;
    return this.onPrepare(signal);
  }

  /** Who follows the workloads, and until when. */
  observed: Parameters<NonNullable<NativeProvider['observe']>> | undefined;

  observe(...observed: Parameters<NonNullable<NativeProvider['observe']>>): void {
    this.observed = observed;
  }

  async childEnvironment(): Promise<Record<string, string>> {
    return { FROM_NATIVE: 'yes' };
  }

  async close(): Promise<void> {
    this.closed += 1;
  }

  #next(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }

  readonly #plays: Readonly<Record<string, Play>> = {
    give: async (args) => args['value'] ?? null,
    count: async (args) => this.#next(String(args['key'] ?? '')),
    sequence: async (args) => {
      const values = args['values'] as Json[];
      const at = this.#next(String(args['key'] ?? 'sequence'));
      return values[Math.min(at, values.length) - 1] ?? null;
    },
    fail: async (args) => {
      throw new ActivityFailed(String(args['text'] ?? 'no'));
    },
    refuse: async () => {
      throw new HumanError('engine.unexpected', { reason: 'refused' });
    },
    crash: async () => {
      throw new TypeError('boom');
    },
    hang: (_args, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
    ignore: () => new Promise(() => {}),
    context: async (args, { configuration, secrets, timeout, runId }) => ({
      args,
      configuration,
      secrets,
      timeout: timeout ?? null,
      runId,
    }),
    change: async (_args, context) => {
      context.effects([{ verb: 'deleted', kind: 'pod', name: 'one' }]);
      return null;
    },
  };
}

function entryOf(func: string): CatalogueEntry {
  return {
    module: 'fake',
    func,
    aliases: [],
    kind: 'action',
    summary: func,
    parameters: [],
    destructive: false,
  };
}
