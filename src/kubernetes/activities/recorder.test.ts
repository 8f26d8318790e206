import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PlannedRequest } from '../plan.ts';
import { deleteRequest } from './deletion.ts';
import { answered, calm, FakeCluster, lost, object } from './fake-cluster.ts';
import { createRecorder, mutate, type Recorder, runAnnotation } from './recorder.ts';
import { about, collectionPath, objectPath, pods, targetOf } from './resources.ts';

let cluster: FakeCluster;
/** Lines of the ledger and requests that change something, in the order in which they happened. */
let steps: string[];
let recorder: Recorder;

beforeEach(() => {
  cluster = new FakeCluster();
  cluster.add(collectionPath(pods, 'default'), object('web-0'));
  steps = [];
  const write = async (line: string) => {
    steps.push(line);
  };
  const ledger: Ledger = {
    intent: async () => {
      await write('intent');
      return '1';
    },
    applied: (_id, uid) => write(uid === undefined ? 'applied' : `applied ${uid}`),
    unknown: () => write('unknown'),
    failed: () => write('failed'),
    close: async () => undefined,
  };
  cluster.before = ({ method }) => {
    if (method !== 'GET') {
      steps.push(method);
    }
  };
  recorder = createRecorder(ledger, { cluster: 'c', activity: 'a', activityId: 'i' });
});

const deletion = () => deleteRequest(pods, object('web-0'));

function creation(): PlannedRequest {
  const body = { metadata: { name: 'new', annotations: { [runAnnotation]: 'run' } } };
  const target = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'new' };
  return {
    method: 'POST',
    path: collectionPath(pods, 'default'),
    body,
    ...about(pods, target, 'create'),
  };
}

const send = (request: PlannedRequest, signal = calm) =>
  mutate(cluster, request, [], recorder, signal);

test('the intent is written before, the outcome after', async () => {
  await send(deletion());
  assert.deepEqual(steps, ['intent', 'DELETE', 'applied']);
});

test('the uid of what was created is written', async () => {
  await send(creation());
  assert.deepEqual(steps, ['intent', 'POST', 'applied uid-1']);
});

test('nothing is sent when the intent can’t be written', async () => {
  const broken = { ...createRecorder({} as Ledger, { cluster: '', activity: '', activityId: '' }) };
  await assert.rejects(mutate(cluster, deletion(), [], broken, calm));
  assert.deepEqual(cluster.requests, []);
});

test('a refusal is written as failed and thrown', async () => {
  cluster.before = () => {
    throw answered('kubernetes.forbidden-plain', 403);
  };
  await assert.rejects(send(deletion()), { code: 'kubernetes.forbidden-plain' });
  assert.deepEqual(steps, ['intent', 'failed']);
});

describe('a lost answer', () => {
  test('of a deletion that happened is found out by reading, and nothing is sent again', async () => {
    cluster.afterwards = ({ method }) => {
      if (method === 'DELETE') {
        throw lost();
      }
    };
    await send(deletion());
    assert.deepEqual(steps, ['intent', 'DELETE', 'applied']);
  });

  test('of a deletion whose namesake is there already counts as happened', async () => {
    cluster.afterwards = ({ method }) => {
      if (method === 'DELETE') {
        const next = object('web-0');
        next.metadata.uid = 'another';
        cluster.add(collectionPath(pods, 'default'), next);
        throw lost();
      }
    };
    await send(deletion());
    assert.deepEqual(steps, ['intent', 'DELETE', 'applied']);
    assert.equal(
      cluster.objects.get(objectPath(pods, 'default', 'web-0'))?.metadata.uid,
      'another',
    );
  });

  test('of a creation that happened gives what was created', async () => {
    cluster.afterwards = ({ method }) => {
      if (method === 'POST') {
        throw lost();
      }
    };
    await send(creation());
    assert.deepEqual(steps, ['intent', 'POST', 'applied uid-1']);
  });

  test('of a patch that happened is found out by reading', async () => {
    cluster.afterwards = ({ method }) => {
      if (method === 'PATCH') {
        throw lost();
      }
    };
    const path = objectPath(pods, 'default', 'web-0');
    const target = targetOf(pods, object('web-0'));
    const body = { spec: { replicas: 3 } };
    await send({ method: 'PATCH', path, body, ...about(pods, target, 'patch') });
    assert.deepEqual(steps, ['intent', 'PATCH', 'applied']);
  });

  test('of what did not happen is sent again', async () => {
    let first = true;
    cluster.before = ({ method }) => {
      if (method === 'DELETE') {
        steps.push(method);
        if (first) {
          first = false;
          throw lost();
        }
      }
    };
    await send(deletion());
    assert.deepEqual(steps, ['intent', 'DELETE', 'DELETE', 'applied']);
  });

  test('by a signal stays unknown, and is not read after', async () => {
    const stop = new AbortController();
    cluster.afterwards = () => {
      stop.abort(new Error('stopped'));
      throw stop.signal.reason;
    };
    await assert.rejects(send(deletion(), stop.signal), { message: 'stopped' });
    assert.deepEqual(steps, ['intent', 'DELETE', 'unknown']);
    assert.equal(cluster.requests.length, 1);
  });
});

test('a signal that is aborted already lets nothing begin', async () => {
  await assert.rejects(send(deletion(), AbortSignal.abort(new Error('stopped'))));
  assert.deepEqual(steps, []);
});
