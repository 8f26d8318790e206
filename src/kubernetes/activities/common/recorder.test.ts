import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Ledger } from '../../../ledger/ledger.ts';
import type { Change, PlannedRequest } from '../../plan.ts';
import { answered, calm, FakeCluster, lost, object } from '../../testing/fake-cluster.ts';
import { deleteRequest } from './deletion.ts';
import { createRecorder, mutate, type Recorder, runAnnotation } from './recorder.ts';
import { about, collectionPath, objectPath, pods, targetOf } from './resources.ts';

let cluster: FakeCluster;
/** Lines of the ledger and requests that change something, in the order in which they happened. */
let steps: string[];
let recorder: Recorder;

const run = { cluster: 'c', place: { server: 'https://c' }, activity: 'a', activityId: 'i' };

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
    undone: () => write('undone'),
    close: async () => undefined,
  };
  cluster.before = ({ method }) => {
    if (method !== 'GET') {
      steps.push(method);
    }
  };
  recorder = createRecorder(ledger, run);
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

const change = (request: PlannedRequest): Change => ({
  request,
  inverse: [],
  undo: { grade: 'none' },
});

const send = (request: PlannedRequest, signal = calm) =>
  mutate(cluster, change(request), recorder, signal);

test('the intent is written before, the outcome after', async () => {
  await send(deletion());
  assert.deepEqual(steps, ['intent', 'DELETE', 'applied']);
});

test('the uid of what was created is written', async () => {
  await send(creation());
  assert.deepEqual(steps, ['intent', 'POST', 'applied uid-1']);
});

test('nothing is sent when the intent can’t be written', async () => {
  const broken = { ...createRecorder({} as Ledger, run) };
  await assert.rejects(mutate(cluster, change(deletion()), broken, calm));
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

  test('stays unknown when nobody can be asked', async () => {
    cluster.afterwards = () => {
      throw lost();
    };
    cluster.before = ({ method }) => {
      if (method === 'GET') {
        throw answered('kubernetes.unreachable', 0);
      }
    };
    await assert.rejects(send(deletion()), { code: 'kubernetes.unknown-outcome' });
    assert.deepEqual(steps, ['intent', 'unknown']);
  });

  test('that can be asked about later is found out then', async () => {
    let looks = 0;
    cluster.afterwards = ({ method }) => {
      if (method === 'DELETE') {
        throw lost();
      }
    };
    cluster.before = ({ method }) => {
      looks += method === 'GET' ? 1 : 0;
      if (looks === 1) {
        throw answered('kubernetes.unreachable', 0);
      }
    };
    await send(deletion());
    assert.equal(looks, 2);
    assert.deepEqual(steps, ['intent', 'applied']);
  });

  test('of what came late, after it was sent again and refused, has happened', async () => {
    let sent = 0;
    cluster.before = ({ method }) => {
      if (method !== 'DELETE') {
        return;
      }
      sent += 1;
      if (sent === 1) {
        throw lost();
      }
      cluster.objects.clear();
    };
    await send(deletion());
    assert.equal(sent, 2);
    assert.deepEqual(steps, ['intent', 'applied']);
  });

  test('stays unknown when the repetition is refused and the object is still there', async () => {
    let sent = 0;
    cluster.before = ({ method }) => {
      if (method === 'DELETE') {
        sent += 1;
        throw sent === 1 ? lost() : answered('kubernetes.forbidden-plain', 403);
      }
    };
    await assert.rejects(send(deletion()), { code: 'kubernetes.unknown-outcome' });
    assert.equal(sent, 2);
    assert.deepEqual(steps, ['intent', 'unknown']);
  });

  test('of a creation is not taken for that of another activity of the run', async () => {
    const other = object('new');
    other.metadata.annotations = { [runAnnotation]: 'run/other' };
    cluster.add(collectionPath(pods, 'default'), other);
    cluster.before = ({ method }) => {
      if (method === 'POST') {
        throw lost();
      }
    };
    await assert.rejects(send(creation()), { code: 'kubernetes.unknown-outcome' });
    assert.deepEqual(steps, ['intent', 'unknown']);
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

for (const code of ['kubernetes.exec-cut', 'kubernetes.no-answer', 'kubernetes.cut']) {
  test(`${code} leaves the outcome unknown`, async () => {
    const cut = recorder.record(change(deletion()), calm, async () => {
      throw answered(code, 0);
    });
    await assert.rejects(cut, { code });
    assert.deepEqual(steps, ['intent', 'unknown']);
  });
}

test('what has happened is never written as failed, also when the disk is full', async () => {
  const full = async () => {
    throw new Error('disk full');
  };
  recorder = createRecorder(
    {
      intent: async () => '1',
      applied: full,
      unknown: full,
      failed: async () => {
        steps.push('failed');
      },
      undone: full,
      close: full,
    },
    run,
  );
  await assert.rejects(send(deletion()), { message: 'disk full' });
  assert.deepEqual(steps, ['DELETE']);
});

describe('a lost answer of an eviction', () => {
  const eviction = (): PlannedRequest => ({
    method: 'POST',
    path: `${objectPath(pods, 'default', 'web-0')}/eviction`,
    body: { deleteOptions: { preconditions: { uid: 'uid-of-web-0' } } },
    ...about(pods, targetOf(pods, object('web-0')), 'create'),
    subresource: 'eviction',
  });

  const happenings: [string, () => void][] = [
    ['the pod is gone', () => undefined],
    [
      'another has its name',
      () => {
        cluster.add(collectionPath(pods, 'default'), object('web-0')).metadata.uid = 'another';
      },
    ],
    [
      'the pod is ending',
      () => {
        const pod = cluster.add(collectionPath(pods, 'default'), object('web-0'));
        pod.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
      },
    ],
  ];
  for (const [how, happen] of happenings) {
    test(`counts as happened when ${how}`, async () => {
      cluster.afterwards = ({ method }) => {
        if (method === 'POST') {
          happen();
          throw lost();
        }
      };
      await send(eviction());
      assert.deepEqual(steps, ['intent', 'POST', 'applied']);
    });
  }

  test('is sent again while the pod is there as before', async () => {
    let first = true;
    cluster.before = ({ method }) => {
      if (method === 'POST') {
        steps.push(method);
        if (first) {
          first = false;
          throw lost();
        }
      }
    };
    await send(eviction());
    assert.deepEqual(steps, ['intent', 'POST', 'POST', 'applied']);
  });
});

test('what was taken back at once is undone, and nothing else', async () => {
  const made = change(deletion());
  await mutate(cluster, made, recorder, calm);
  await recorder.undone(change(deletion()));
  await recorder.undone(made);
  assert.deepEqual(steps, ['intent', 'DELETE', 'applied', 'undone']);
});

test('a signal that is aborted already lets nothing begin', async () => {
  await assert.rejects(send(deletion(), AbortSignal.abort(new Error('stopped'))));
  assert.deepEqual(steps, []);
});
