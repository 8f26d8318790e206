import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { type OpenedCluster, openCluster } from '../../../src/kubernetes/connection.ts';
import type { Limits } from '../../../src/kubernetes/endpoint.ts';
import type { LedgerEntry } from '../../../src/ledger/record.ts';
import { isHumanError } from '../../../src/messages/error.ts';
import { nodePlatform } from '../../../src/platform/platform.ts';
import { userAgent } from '../../../src/platform/program.ts';
import { newActivities } from '../activities-support.ts';

/** What came of one call of an action. */
export interface Acted {
  /** `succeeded`, the code of the error, or its text where it is none for people. */
  ended: string;
  output: Json;
  ledger: LedgerEntry[];
  seconds: number;
}

/** Limits under which a lost answer is noticed soon. */
export const shortLimits: Partial<Limits> = {
  connect: 2_000,
  answer: 2_000,
  total: 8_000,
  backoff: 50,
};

/** How an action is called. */
export interface Call {
  kubeconfig: string;
  path: string;
  args: JsonObject;
  runId: string;
  /** Called before the first request that changes something goes out. */
  beforeChange(): Promise<void>;
  limits?: Partial<Limits>;
}

/** Calls an action as a run of its own. */
export async function act(call: Call): Promise<Acted> {
  const { kubeconfig, path, args, runId, beforeChange, limits = shortLimits } = call;
  const tidying: (() => Promise<void>)[] = [];
  const deps = {
    environment: {},
    platform: nodePlatform(),
    trusted: true,
    userAgent: userAgent(`run ${runId}`),
    limits,
  };
  const activities = await newActivities(
    kubeconfig,
    { after: (work) => tidying.push(work) },
    {
      runId,
      connect: async () => watched(await openCluster({ kubeconfig }, deps), beforeChange),
    },
  );
  const start = performance.now();
  let ended = 'succeeded';
  let output: Json = null;
  try {
    output = await activities.call(path, args);
  } catch (error) {
    ended = isHumanError(error) ? error.code : String(error);
  }
  const seconds = (performance.now() - start) / 1000;
  const ledger = await activities.ledger();
  for (const work of tidying) {
    await work();
  }
  return { ended, output, ledger, seconds };
}

/** The same client, which says when it is about to change something for the first time. */
function watched(client: OpenedCluster, beforeChange: () => Promise<void>): OpenedCluster {
  let told: Promise<void> | undefined;
  const tell = () => {
    told ??= beforeChange();
    return told;
  };
  return {
    identity: client.identity,
    namespace: client.namespace,
    now: () => client.now(),
    async request(request, signal) {
      if (request.method !== 'GET') {
        await tell();
      }
      return client.request(request, signal);
    },
    text: (request, signal) => client.text(request, signal),
    list: (path, query, signal) => client.list(path, query, signal),
    watch: (path, query, signal) => client.watch(path, query, signal),
    async exec(target, command, options) {
      await tell();
      return client.exec(target, command, options);
    },
    kubeconfig: () => client.kubeconfig(),
    close: () => client.close(),
  };
}
