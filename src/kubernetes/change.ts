import type { Json, JsonObject } from '../experiment/json.ts';
import { readerOf } from './activities/common/reader.ts';
import type { Recorder } from './activities/common/recorder.ts';
import { objectPath } from './activities/common/resources.ts';
import { drainNodes } from './activities/node/drain.ts';
import type { ClusterClient } from './client.ts';
import { resourceOfKind } from './kinds.ts';
import type { ApiRequest, KubeObject } from './objects.ts';
import type { ObjectRef } from './seed.ts';

/** What a person can do to an object of the explorer. */
export type ObjectChange =
  | { do: 'scale'; replicas: number }
  | { do: 'restart' }
  | { do: 'cordon'; cordon: boolean }
  | { do: 'drain' }
  | { do: 'delete' };

/** Who looks on while an object is changed. */
export interface Watching {
  /** Throws where a policy forbids a request, so that what would be refused half-way is not begun. */
  check(request: ApiRequest): void;
  /** Told what goes on, where that takes a while. */
  log(line: string): void;
}

/** Seconds in which a node must be empty. */
const drainLimit = 300;

/** Annotation by which a template differs, so that its pods are made anew; kubectl's own. */
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

const merge = 'application/merge-patch+json';

/**
 * Changes an object. A deletion names the object that was seen: its namesake is left alone.
 * @param client refuses by itself what a policy forbids
 * @throws HumanError of the requests, `kubernetes.drain-*`
 */
export async function changeObject(
  client: ClusterClient,
  ref: ObjectRef,
  change: ObjectChange,
  signal: AbortSignal,
  watching: Watching = { check: () => undefined, log: () => undefined },
): Promise<void> {
  const path = objectPath(resourceOfKind(ref.kind), ref.namespace, ref.name);
  const patch = (body: JsonObject) =>
    client.request({ method: 'PATCH', path, body, contentType: merge, repeatable: true }, signal);
  switch (change.do) {
    case 'scale':
      await patch({ spec: { replicas: change.replicas } });
      break;
    case 'restart': {
      const annotations = { [restartedAt]: client.now().toISOString() };
      await patch({ spec: { template: { metadata: { annotations } } } });
      break;
    }
    case 'cordon':
      await patch({ spec: { unschedulable: change.cordon || null } });
      break;
    case 'drain':
      await drain(client, ref.name, signal, watching);
      break;
    default: {
      const { metadata } = await client.request<KubeObject>({ method: 'GET', path }, signal);
      const body: Json = {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid: metadata.uid },
      };
      await client.request({ method: 'DELETE', path, body, repeatable: true }, signal);
    }
  }
}

/** By the action of experiments, so that budgets are waited for and what would be lost is refused. */
async function drain(
  client: ClusterClient,
  name: string,
  signal: AbortSignal,
  { check, log }: Watching,
): Promise<void> {
  const runId = 'explorer';
  const plan = await drainNodes.plan({ name, timeout: drainLimit }, readerOf(client), {
    signal,
    runId,
    allowUnscoped: false,
    preferred: new Set(),
    random: Math.random,
    now: () => client.now(),
    readText: () => Promise.reject(new Error('a drain reads no files')),
  });
  for (const { request } of plan.changes) {
    check(request);
  }
  await drainNodes.execute(plan, client, {
    signal,
    runId,
    recorder: unrecorded,
    effects: () => undefined,
    log: (_level, text) => log(text),
  });
}

/** What a person does by hand belongs to no run. */
const unrecorded: Recorder = {
  record: (_change, _signal, mutate) => mutate(),
  undone: async () => undefined,
};
