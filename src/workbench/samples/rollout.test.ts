import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiFailure } from '../../kubernetes/errors.ts';
import type { KubeObject, WatchEvent } from '../../kubernetes/objects.ts';
import { checksumAnnotation } from './marks.ts';
import { type Rollout, type RolloutCount, waitForRollouts } from './rollout.ts';

const rollout: Rollout = { name: 'front', uid: 'u', generation: 2, checksum: 'new' };

function deployment(status: object, uid = 'u'): KubeObject {
  return {
    metadata: { name: 'front', uid, resourceVersion: '1', generation: 2 },
    spec: { replicas: 2 },
    status: { observedGeneration: 2, ...status },
  };
}

const done = { replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
const begun = { replicas: 3, updatedReplicas: 1, availableReplicas: 2 };

function pod(name: string, checksum: string, more: Partial<KubeObject['metadata']> = {}) {
  return {
    metadata: {
      name,
      uid: name,
      resourceVersion: '1',
      labels: { app: 'front' },
      annotations: { [checksumAnnotation]: checksum },
      ...more,
    },
    status: { conditions: [{ type: 'Ready', status: 'True' }] } as object,
  };
}

const pulling = (name: string, checksum: string) => ({
  ...pod(name, checksum),
  status: {
    containerStatuses: [
      { state: { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } } },
    ],
  },
});

/** A cluster whose lists are given, and whose changes the test sends. */
function cluster(deployments: KubeObject[], pods: KubeObject[]) {
  const queues = new Map<string, ReadableStreamDefaultController<WatchEvent>>();
  const nameOf = (path: string) => path.split('/').at(-1) ?? '';
  return {
    client: {
      async list(path: string) {
        const items = nameOf(path) === 'pods' ? pods : deployments;
        return { items, resourceVersion: '1' };
      },
      watch(path: string, _query: unknown, signal: AbortSignal): AsyncIterable<WatchEvent> {
        return new ReadableStream<WatchEvent>({
          start(controller) {
            queues.set(nameOf(path), controller);
            signal.addEventListener('abort', () => controller.error(signal.reason));
          },
        });
      },
    },
    send(resource: string, type: WatchEvent['type'], object: KubeObject) {
      queues.get(resource)?.enqueue({ type, object });
    },
  };
}

type Client = Parameters<typeof waitForRollouts>[0];

function wait(client: Client, options: { seconds?: number; signal?: AbortSignal } = {}) {
  const counts: RolloutCount[] = [];
  const { promise: counted, resolve: onFirst } = Promise.withResolvers<void>();
  const waited = waitForRollouts(
    client,
    'shop',
    [rollout],
    options.seconds ?? 10,
    (count) => {
      counts.push(count);
      onFirst();
    },
    options.signal ?? new AbortController().signal,
  );
  return { waited, counts, counted };
}

test('it is over when only wanted pods are there and available', async () => {
  const { client } = cluster([deployment(done)], [pod('a', 'new'), pod('b', 'new')]);
  const { waited, counts } = wait(client);
  await waited;
  assert.deepEqual(counts, [{ name: 'front', ready: 2, wanted: 2 }]);
});

test('counts of before the change do not count', async () => {
  const stale = deployment({ ...done, observedGeneration: 1 });
  const { client, send } = cluster([stale], []);
  const { waited, counts, counted } = wait(client);
  await counted;
  send('deployments', 'MODIFIED', deployment(done));
  await waited;
  assert.deepEqual(
    counts.map(({ ready }) => ready),
    [0, 2],
  );
});

test('it waits until the last earlier pod is gone', async () => {
  const old = pod('old', 'before', { deletionTimestamp: '2026-01-01T00:00:00Z' });
  const { client, send } = cluster([deployment(done)], [pod('a', 'new'), pod('b', 'new'), old]);
  const { waited, counted } = wait(client);
  let over = false;
  const settled = waited.then(() => {
    over = true;
  });
  await counted;
  send('deployments', 'MODIFIED', deployment(done));
  await new Promise(setImmediate);
  assert.equal(over, false);
  send('pods', 'DELETED', old);
  await settled;
});

test('a pod that can’t start is named with the reason, at once', async () => {
  const { client, send } = cluster([deployment(begun)], [pod('old', 'before')]);
  const { waited, counted } = wait(client);
  await counted;
  send('pods', 'ADDED', pulling('front-2', 'new'));
  await assert.rejects(waited, {
    code: 'workbench.samples-pod',
    args: { pod: 'front-2', reason: 'ImagePullBackOff: no such image' },
  });
});

test('a pod of an earlier rollout may fail', async () => {
  const { client, send } = cluster([deployment(begun)], [pulling('old', 'before')]);
  const { waited, counted } = wait(client);
  await counted;
  send('deployments', 'MODIFIED', deployment(done));
  send('pods', 'DELETED', pulling('old', 'before'));
  await waited;
});

test('when the time is over it says what was missing', async () => {
  const unready = {
    ...pod('front-3', 'new'),
    status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }] },
  };
  const quota = deployment({
    ...begun,
    conditions: [{ type: 'ReplicaFailure', status: 'True', message: 'exceeded quota: small' }],
  });
  const leaving = pod('old', 'before', { deletionTimestamp: '2026-01-01T00:00:00Z' });
  for (const [list, pods, reason] of [
    [deployment(begun), [unready], 'pod front-3 ContainersNotReady'],
    [quota, [unready], 'ReplicaFailure: exceeded quota: small'],
    [deployment(done), [leaving], 'pod old Terminating'],
    [deployment(begun), [], 'no pods yet'],
  ] as const) {
    const { waited } = wait(cluster([list], [...pods]).client, { seconds: 0.05 });
    await assert.rejects(waited, {
      code: 'workbench.samples-slow',
      args: { name: 'front', seconds: 0.05, reason },
    });
  }
});

test('a deployment that someone replaced is not waited for', async () => {
  const { client } = cluster([deployment(done, 'another')], []);
  await assert.rejects(wait(client).waited, { code: 'workbench.samples-gone' });
});

test('what may not be read is said, not waited for', async () => {
  const client = {
    ...cluster([], []).client,
    async list(): Promise<never> {
      throw apiFailure(
        'kubernetes.forbidden-plain',
        { server: 's', what: 'w', reason: 'r' },
        {
          status: 403,
        },
      );
    },
  };
  await assert.rejects(wait(client).waited, { code: 'kubernetes.forbidden-plain' });
});

test('a stop ends the waiting with its reason', async () => {
  const stop = new AbortController();
  const { client } = cluster([deployment(begun)], []);
  const { waited, counted } = wait(client, { signal: stop.signal });
  await counted;
  stop.abort();
  await assert.rejects(waited, { name: 'AbortError' });
});
