import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Recorder } from './activities/common/recorder.ts';
import { Announcements } from './announcements.ts';
import type { ApiRequest } from './objects.ts';
import type { Change } from './plan.ts';
import { answered, calm, FakeCluster } from './testing/fake-cluster.ts';

let cluster: FakeCluster;
let announcements: Announcements;

beforeEach(() => {
  cluster = new FakeCluster();
  announcements = new Announcements({ runId: 'r1', title: 'What if?' });
});

/** Records nothing. */
const plain: Recorder = {
  record: (_change, _signal, mutate) => mutate(),
  undone: async () => undefined,
};

function change(name: string, more: Partial<Change['request']> = {}): Change {
  const target = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name, uid: `uid-of-${name}` };
  return {
    request: {
      method: 'DELETE',
      path: `/api/v1/namespaces/shop/pods/${name}`,
      verb: 'delete',
      resource: 'pods',
      group: '',
      target,
      ...more,
    },
    inverse: [],
    undo: { grade: 'none' },
  };
}

const activity = { name: 'break it', path: 'chaosk8s.pod.actions.terminate_pods' };

interface Event {
  metadata: { namespace: string };
  involvedObject: object;
  message: string;
}

const told = () =>
  cluster.requests.map(({ path, body }: ApiRequest) => ({ path, ...(body as unknown as Event) }));

async function announce(changes: Change[], value: unknown = null): Promise<void> {
  const { recorder, end } = announcements.around(plain, cluster, activity);
  for (const each of changes) {
    await recorder.record(each, calm, async () => value);
  }
  end();
  await announcements.flush();
}

test('an event says what was done to which object, by whom', async () => {
  await announce([change('web-0')]);
  assert.partialDeepStrictEqual(told()[0], {
    path: '/api/v1/namespaces/shop/events',
    metadata: { namespace: 'shop' },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      name: 'web-0',
      namespace: 'shop',
      uid: 'uid-of-web-0',
    },
    type: 'Normal',
    reason: 'ChaosExperiment',
    source: { component: 'chaos-workbench' },
    firstTimestamp: '2026-01-01T00:00:00Z',
    message:
      'Deleted by the activity “break it” (chaosk8s.pod.actions.terminate_pods) of the experiment “What if?”, chaos-workbench run r1',
  });
});

test('each kind of change has its word; what was created is known by its new uid', async () => {
  const created = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 's' };
  await announce(
    [
      change('a', { verb: 'create', target: created }),
      change('b', { verb: 'create', subresource: 'eviction' }),
      change('c', { verb: 'create', subresource: 'exec' }),
      change('d', {
        verb: 'patch',
        target: { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u' },
      }),
    ],
    { metadata: { uid: 'new' } },
  );
  assert.deepEqual(
    told().map(({ message }) => message.slice(0, message.indexOf(' by'))),
    ['Created', 'Evicted', 'A command was run in it', 'Changed'],
  );
  assert.deepEqual(told()[0]?.involvedObject, { ...created, uid: 'new' });
  assert.equal(told()[3]?.path, '/api/v1/namespaces/default/events');
});

test('of many changes twenty are told, and how many more there were', async () => {
  await announce(Array.from({ length: 500 }, (_, index) => change(`web-${index}`)));
  assert.equal(told().length, 21);
  assert.match(told()[20]?.message ?? '', /, and 479 more like it$/);
  cluster.requests.length = 0;
  await announce(Array.from({ length: 21 }, (_, index) => change(`web-${index}`)));
  assert.match(told()[20]?.message ?? '', /run r1$/);
});

test('what did not happen is not told', async () => {
  const { recorder, end } = announcements.around(plain, cluster, activity);
  const failing = recorder.record(change('web-0'), calm, async () => {
    throw answered('kubernetes.conflict', 409);
  });
  await assert.rejects(failing, { code: 'kubernetes.conflict' });
  end();
  await announcements.flush();
  assert.deepEqual(told(), []);
});

test('events that fail are no failure; where they are forbidden one is enough to know', async () => {
  cluster.before = () => {
    throw answered('kubernetes.server-error', 500);
  };
  await announce([change('a'), change('b')]);
  assert.equal(told().length, 2);
  cluster.before = () => {
    throw answered('kubernetes.forbidden-plain', 403);
  };
  cluster.requests.length = 0;
  await announce(Array.from({ length: 20 }, (_, index) => change(`web-${index}`)));
  assert.ok(told().length <= 4, String(told().length));
});

test('one that is never answered holds up neither the action nor the end for long', async () => {
  const silent = {
    now: () => new Date(0),
    request: (_request: ApiRequest, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  };
  const { recorder } = announcements.around(plain, silent, activity);
  assert.equal(await recorder.record(change('a'), calm, async () => 'done'), 'done');
  await announcements.flush();
});
