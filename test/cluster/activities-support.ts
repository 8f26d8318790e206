import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effect } from '../../src/engine/events.ts';
import type { ActivityContext } from '../../src/engine/native.ts';
import type { Json, JsonObject } from '../../src/experiment/json.ts';
import type { FaultQuestion } from '../../src/kubernetes/consent.ts';
import type { Policy } from '../../src/kubernetes/policy/rules.ts';
import {
  createKubernetesProvider,
  type KubernetesProviderDeps,
} from '../../src/kubernetes/provider.ts';
import { readLedger } from '../../src/ledger/ledger.ts';
import type { LedgerEntry } from '../../src/ledger/record.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import type { After } from './support.ts';

/** Milliseconds an activity of a test may take. */
const activityLimit = 60_000;

/** Activities of one run on the test cluster, without an engine around them. */
export interface Activities {
  /** Runs one, by any importable path. */
  call(
    path: string,
    args: JsonObject,
    options?: { signal?: AbortSignal; pointer?: string },
  ): Promise<Json>;
  /** Everything told to people so far. */
  readonly effects: Effect[];
  /** Every question asked so far. */
  readonly questions: FaultQuestion[];
  ledger(): Promise<LedgerEntry[]>;
  prepare(activities: { path: string; args: JsonObject; rollback?: boolean }[]): Promise<unknown>;
}

/** A provider with a folder of its own. */
export async function newActivities(
  kubeconfig: string,
  test: After,
  options: {
    allowUnscoped?: boolean;
    answer?: boolean;
    cwd?: string;
    /** What must be left alone, beside what is by default. */
    policies?: Policy[];
    /** Names the run to the server, so that the audit log tells it from others. */
    runId?: string;
    /** In place of the usual way to the cluster. */
    connect?: KubernetesProviderDeps['connect'];
  } = {},
): Promise<Activities> {
  const folder = await mkdtemp(join(tmpdir(), 'activities-'));
  const { runId = 'test-run', connect } = options;
  const effects: Effect[] = [];
  const questions: FaultQuestion[] = [];
  const provider = createKubernetesProvider({
    choice: { kubeconfig },
    environment: {},
    platform: nodePlatform(),
    trusted: true,
    runId,
    folder,
    cwd: options.cwd ?? folder,
    policies: { all: options.policies ?? [], userFile: join(folder, 'policy.json') },
    consent: async (question) => {
      questions.push(question);
      return options.answer ?? true;
    },
    allowUnscoped: options.allowUnscoped ?? false,
    signal: new AbortController().signal,
    ...(connect && { connect }),
  });
  test.after(async () => {
    await provider.close();
    await rm(folder, { recursive: true });
  });
  const split = (path: string) => {
    const dot = path.lastIndexOf('.');
    return { module: path.slice(0, dot), func: path.slice(dot + 1) };
  };
  return {
    effects,
    questions,
    ledger: () => readLedger(folder),
    prepare: (activities) =>
      provider.prepare(
        activities.map(({ path, args, rollback = false }, index) => ({
          pointer: `/method/${index}`,
          name: path,
          ...split(path),
          arguments: args,
          secrets: {},
          rollback,
        })),
        {},
        AbortSignal.timeout(activityLimit),
      ),
    async call(path, args, { signal, pointer } = {}) {
      const { module, func } = split(path);
      const activity = provider.find(module, func);
      if (activity === undefined) {
        throw new Error(`${path} is not an activity that can run`);
      }
      const limit = AbortSignal.timeout(activityLimit);
      const context: ActivityContext = {
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        configuration: {},
        secrets: {},
        activityId: 'a1',
        ...(pointer !== undefined && { pointer }),
        runId,
        effects: (some) => effects.push(...some),
        log: () => undefined,
      };
      return activity.run(args, context);
    },
  };
}
