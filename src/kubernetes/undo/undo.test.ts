import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import type { LedgerEntry, LedgerState } from '../../ledger/record.ts';
import { runAnnotation } from '../activities/common/recorder.ts';
import { collectionPath, deployments, objectPath } from '../activities/common/resources.ts';
import type { KubeObject } from '../objects.ts';
import { answered, calm, FakeCluster, lost, object } from '../testing/fake-cluster.ts';
import { undoManager } from './decide.ts';
import { type UndoOutcome, undoEntries } from './undo.ts';

const collection = collectionPath(deployments, 'default');
const path = objectPath(deployments, 'default', 'back');

let cluster: FakeCluster;
/** Ids of mutations that were written as undone. */
let undone: string[];
/** Codes of what a person was asked. */
let asked: string[];
let answer: boolean;

beforeEach(() => {
  cluster = new FakeCluster();
  undone = [];
  asked = [];
  answer = false;
});

/** An object as the tests want it: with the writers of its fields. */
function back(spec: JsonObject = { replicas: 2 }, rest: JsonObject = {}): KubeObject {
  return object('back', { spec, metadata: { name: 'back', ...rest } as never });
}

function entry(
  request: JsonObject,
  inverse: JsonObject[],
  rest: Partial<LedgerEntry> = {},
): LedgerEntry {
  const target = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'default',
    name: 'back',
    uid: 'uid-of-back',
  };
  return {
    id: 'e1',
    at: '',
    state: 'applied',
    cluster: 'fake',
    place: { server: 'https://fake' },
    activity: 'a',
    activityId: 'i1',
    request: { target, ...request },
    target,
    inverse,
    undo: { grade: 'exact' },
    ...rest,
  };
}

const creation = (spec: JsonObject = { replicas: 2 }) => ({
  method: 'POST',
  verb: 'create',
  path: collection,
  body: { metadata: { name: 'back' }, spec },
});
const deleted = (rest: Partial<LedgerEntry> = {}) =>
  entry({ method: 'DELETE', verb: 'delete', path }, [creation()], rest);
const scaled = (rest: Partial<LedgerEntry> = {}) => {
  const change = (replicas: number) => ({
    method: 'PATCH',
    verb: 'patch',
    path,
    body: { metadata: { uid: 'uid-of-back' }, spec: { replicas } },
  });
  return entry(change(0), [change(2)], rest);
};
const created = (rest: Partial<LedgerEntry> = {}) => {
  const metadata = { name: 'back', annotations: { [runAnnotation]: 'run/mark' } };
  return entry(
    { method: 'POST', verb: 'create', path: collection, body: { metadata } },
    [{ method: 'DELETE', verb: 'delete', path }],
    { uid: 'uid-of-back', ...rest },
  );
};

function undo(entries: LedgerEntry[], dry = false): Promise<UndoOutcome[]> {
  return undoEntries(entries, {
    client: cluster,
    ...(!dry && {
      ledger: {
        undone: async (id) => {
          undone.push(id);
        },
      },
    }),
    ask: async ({ code }) => {
      asked.push(code);
      return answer;
    },
    told: () => undefined,
    signal: calm,
  });
}

async function one(some: LedgerEntry, dry = false): Promise<[string, string]> {
  const [outcome] = await undo([some], dry);
  return [outcome?.how ?? '', outcome?.text.code ?? ''];
}

const sent = () =>
  cluster.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);
const now = () => cluster.objects.get(path);

describe('what was deleted', () => {
  for (const state of ['applied', 'unknown', 'intent'] as LedgerState[]) {
    test(`is created again when it is gone (${state})`, async () => {
      assert.deepEqual(await one(deleted({ state })), ['done', 'kubernetes.undo-did-create']);
      assert.deepEqual(now()?.spec, { replicas: 2 });
      assert.equal(cluster.requests.at(-1)?.query?.['fieldManager'], 'chaos-workbench-undo-e1');
      assert.deepEqual(undone, ['e1']);
    });
  }

  test('was never deleted when the very same is there', async () => {
    cluster.add(collection, back());
    const wanted = ['nothing', 'kubernetes.undo-still-there'];
    assert.deepEqual(await one(deleted({ state: 'intent' })), wanted);
    assert.deepEqual(sent(), []);
    assert.deepEqual(undone, ['e1']);
  });

  test('is created again after it has gone at last', async () => {
    cluster.add(collection, back({}, { deletionTimestamp: 'now' }));
    let looks = 0;
    cluster.before = ({ method }) => {
      looks += method === 'GET' ? 1 : 0;
      if (looks === 2) {
        cluster.objects.clear();
      }
    };
    assert.deepEqual(await one(deleted()), ['done', 'kubernetes.undo-did-create']);
  });

  test('that somebody has put back stays, and is told apart when it differs', async () => {
    cluster.add(collection, back({ replicas: 2, paused: false }, { uid: 'other' }));
    assert.deepEqual(await one(deleted()), ['nothing', 'kubernetes.undo-back']);
    cluster.add(collection, back({ replicas: 7 }, { uid: 'other' }));
    assert.deepEqual(await one(deleted()), ['nothing', 'kubernetes.undo-back-different']);
    assert.deepEqual(sent(), []);
  });

  test('is known again when an undo before had created it and was cut off', async () => {
    const managedFields = [{ manager: undoManager(deleted()), operation: 'Update' }];
    cluster.add(collection, back({ replicas: 1 }, { uid: 'new', managedFields }));
    assert.deepEqual(await one(deleted()), ['nothing', 'kubernetes.undo-created']);
  });

  test('and comes back by its controller needs nothing', async () => {
    const reason = { code: 'kubernetes.undo-controller' };
    const some = { inverse: [], undo: { grade: 'exact', reason } };
    assert.deepEqual(await one(deleted(some)), ['nothing', reason.code]);
  });

  test('and does not come back is told with the reason', async () => {
    const reason = { code: 'kubernetes.undo-none' };
    const some = { inverse: [], undo: { grade: 'none', reason } };
    assert.deepEqual(await one(deleted(some)), ['impossible', reason.code]);
    assert.deepEqual(undone, []);
  });

  test('is created once, also when the answer is lost', async () => {
    cluster.afterwards = ({ method }) => {
      if (method === 'POST') {
        const made = now();
        Object.assign(made?.metadata ?? {}, {
          managedFields: [{ manager: undoManager(deleted()) }],
        });
        throw lost();
      }
    };
    assert.deepEqual(await one(deleted()), ['done', 'kubernetes.undo-did-create']);
    assert.deepEqual(sent(), ['POST']);
  });
});

test('what was sent just before a crash may still come', async () => {
  cluster.add(collection, back());
  let looks = 0;
  cluster.before = ({ method }) => {
    looks += method === 'GET' ? 1 : 0;
    if (looks === 2) {
      cluster.objects.clear();
    }
  };
  const some = deleted({ state: 'intent', at: new Date().toISOString() });
  assert.deepEqual(await one(some), ['done', 'kubernetes.undo-did-create']);
});

describe('what was changed', () => {
  test('gets its former values', async () => {
    cluster.add(collection, back({ replicas: 0 }));
    assert.deepEqual(await one(scaled()), ['done', 'kubernetes.undo-did-patch']);
    assert.deepEqual(now()?.spec, { replicas: 2 });
  });

  test('and is as before already needs nothing', async () => {
    cluster.add(collection, back({ replicas: 2 }));
    assert.deepEqual(await one(scaled()), ['nothing', 'kubernetes.undo-back']);
    assert.deepEqual(sent(), []);
  });

  test('by somebody else since is put back only when a person says so', async () => {
    cluster.add(collection, back({ replicas: 5 }));
    assert.deepEqual(await one(scaled()), ['ask', 'kubernetes.undo-question-values']);
    assert.deepEqual([asked, sent(), undone], [['kubernetes.undo-question-values'], [], []]);
    answer = true;
    assert.deepEqual(await one(scaled()), ['done', 'kubernetes.undo-did-patch']);
    assert.deepEqual(now()?.spec, { replicas: 2 });
  });

  test('and was created anew since is put back on the new one', async () => {
    cluster.add(collection, back({ replicas: 0 }, { uid: 'new' }));
    assert.deepEqual(await one(scaled()), ['done', 'kubernetes.undo-did-patch']);
    const body = cluster.requests.at(-1)?.body as { metadata: { uid: string } };
    assert.equal(body.metadata.uid, 'new');
  });

  test('and is gone can’t be put back', async () => {
    assert.deepEqual(await one(scaled()), ['impossible', 'kubernetes.undo-missing']);
  });

  test('as a whole is put back on the version that was looked at', async () => {
    const whole = (replicas: number): JsonObject => ({
      method: 'PUT',
      verb: 'update',
      path,
      body: { metadata: { name: 'back', uid: 'old', resourceVersion: '1' }, spec: { replicas } },
    });
    cluster.add(collection, back({ replicas: 0 }, { resourceVersion: '9' }));
    cluster.before = ({ method, body }) => {
      if (method === 'PUT') {
        const { metadata } = body as { metadata: JsonObject };
        assert.deepEqual([metadata['uid'], metadata['resourceVersion']], ['uid-of-back', '9']);
      }
    };
    const some = entry(whole(0), [whole(2)]);
    assert.deepEqual(await one(some), ['done', 'kubernetes.undo-did-patch']);
  });
});

describe('what was created', () => {
  const own = (rest: JsonObject = {}) =>
    back({ replicas: 1 }, { annotations: { [runAnnotation]: 'run/mark' }, ...rest });

  test('is deleted by its uid', async () => {
    cluster.add(collection, own());
    assert.deepEqual(await one(created()), ['done', 'kubernetes.undo-did-delete']);
    assert.deepEqual(cluster.requests.at(-1)?.body, {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'uid-of-back' },
    });
    assert.equal(now(), undefined);
  });

  test('and whose uid was never told is known by its mark', async () => {
    const some = { ...created({ state: 'intent' }) };
    delete some.uid;
    cluster.add(collection, own({ uid: 'never told' }));
    assert.deepEqual(await one(some), ['done', 'kubernetes.undo-did-delete']);
    cluster.add(collection, back({}, { annotations: { [runAnnotation]: 'run/other' } }));
    assert.deepEqual(await one(some), ['nothing', 'kubernetes.undo-gone']);
  });

  test('and is gone, going or replaced needs nothing', async () => {
    const wanted = ['nothing', 'kubernetes.undo-gone'];
    assert.deepEqual(await one(created()), wanted);
    cluster.add(collection, own({ uid: 'other' }));
    assert.deepEqual(await one(created()), wanted);
    cluster.add(collection, own({ deletionTimestamp: 'now' }));
    assert.deepEqual(await one(created()), wanted);
    assert.deepEqual(sent(), []);
  });

  test('and was written to by others is deleted only when a person says so', async () => {
    const by = (manager: string, subresource?: string): JsonObject => ({
      managedFields: [
        { manager: 'chaos-workbench-run' },
        { manager, ...(subresource && { subresource }) },
      ],
    });
    cluster.add(collection, own(by('kubectl', 'scale')));
    assert.deepEqual(await one(created()), ['ask', 'kubernetes.undo-question-writers']);
    cluster.add(collection, own(by('someone', 'status')));
    assert.equal((await one(created()))[0], 'done');
    cluster.add(collection, own(by('kube-controller-manager')));
    assert.equal((await one(created()))[0], 'done');
  });
});

test('a command in a container can’t be taken back', async () => {
  const reason = { code: 'kubernetes.undo-exec' };
  const request = { method: 'POST', verb: 'create', subresource: 'exec', path: `${path}/exec` };
  const some = entry(request, [], { undo: { grade: 'none', reason } });
  assert.deepEqual(await one(some), ['impossible', 'kubernetes.undo-exec']);
});

test('an evicted pod is put back as a deleted one is', async () => {
  const request = {
    method: 'POST',
    verb: 'create',
    subresource: 'eviction',
    path: `${path}/eviction`,
  };
  assert.deepEqual(await one(entry(request, [creation()])), ['done', 'kubernetes.undo-did-create']);
});

test('the newest goes first, so that what was changed before it was deleted is put back', async () => {
  const first = scaled({ id: 'first', activityId: 'i1' });
  const later = {
    ...deleted({ id: 'later', activityId: 'i2' }),
    inverse: [creation({ replicas: 0 })],
  };
  const outcomes = await undo([first, later]);
  assert.deepEqual(
    outcomes.map(({ id, how }) => [id, how]),
    [
      ['later', 'done'],
      ['first', 'done'],
    ],
  );
  assert.deepEqual(now()?.spec, { replicas: 2 });
});

test('one failure does not keep the others from being put back', async () => {
  cluster.add(collection, back({ replicas: 0 }));
  const other = { ...deleted({ id: 'e2' }), inverse: [{ ...creation(), path: '/elsewhere' }] };
  other.request = { ...other.request, path: '/elsewhere/back' };
  cluster.before = ({ path: at }) => {
    if (at.startsWith('/elsewhere')) {
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  const outcomes = await undo([scaled(), other]);
  assert.deepEqual(
    outcomes.map(({ how, text }) => [how, text.code]),
    [
      ['failed', 'kubernetes.forbidden-plain'],
      ['done', 'kubernetes.undo-did-patch'],
    ],
  );
  assert.deepEqual(undone, ['e1']);
});

test('without sending it says what would be done, and writes nothing', async () => {
  cluster.add(collection, back({ replicas: 0 }));
  assert.deepEqual(await one(scaled(), true), ['todo', 'kubernetes.undo-will-patch']);
  cluster.add(collection, back({ replicas: 5 }));
  assert.deepEqual(await one(scaled(), true), ['ask', 'kubernetes.undo-question-values']);
  cluster.objects.clear();
  assert.deepEqual(await one(deleted(), true), ['todo', 'kubernetes.undo-will-create']);
  assert.deepEqual([sent(), undone, asked], [[], [], []]);
});

test('a signal ends it with its reason', async () => {
  const stop = new AbortController();
  cluster.add(collection, back({}, { deletionTimestamp: 'now' }));
  cluster.before = () => stop.abort(new Error('stopped'));
  const undoing = undoEntries([deleted()], {
    client: cluster,
    ledger: { undone: async () => undefined },
    ask: async () => false,
    told: () => undefined,
    signal: stop.signal,
  });
  await assert.rejects(undoing, { message: 'stopped' });
});
