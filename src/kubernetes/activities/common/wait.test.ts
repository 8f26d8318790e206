import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { WatchEvent } from '../../objects.ts';
import { answered, calm, FakeCluster, object, stream } from '../../testing/fake-cluster.ts';
import { waitForObject, waitUntilGone } from './wait.ts';

const path = '/apis/apps/v1/namespaces/default/deployments';
let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
});

const isReady = ({ status }: { status?: object }) =>
  (status as { ready?: boolean })?.ready === true;
const ready = object('front', { status: { ready: true } });
const notReady = object('front', { status: { ready: false } });
const wait = (seconds: number, signal = calm) =>
  waitForObject(cluster, path, {}, seconds, signal, isReady);

/** A watch that says nothing until its signal ends it. */
async function* silence(signal: AbortSignal): AsyncIterable<WatchEvent> {
  await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

test('what is so already needs no watch', async () => {
  cluster.add(path, ready);
  cluster.watching = () => assert.fail('watched');
  assert.equal(await wait(5), true);
});

test('a change that is watched ends it', async () => {
  cluster.add(path, notReady);
  cluster.watching = () =>
    stream([
      { type: 'MODIFIED', object: notReady },
      { type: 'MODIFIED', object: ready },
    ]);
  assert.equal(await wait(5), true);
});

test('an object that goes, and bookmarks, are no state', async () => {
  cluster.watching = () => {
    cluster.watching = silence;
    return stream([
      { type: 'DELETED', object: ready },
      { type: 'BOOKMARK', object: ready },
    ]);
  };
  assert.equal(await wait(0.05), false);
});

test('a watch that has expired is followed by a new list', async () => {
  cluster.watching = () => {
    cluster.add(path, ready);
    throw answered('kubernetes.watch-expired', 410);
  };
  assert.equal(await wait(5), true);
});

test('where watching is forbidden it looks again', async () => {
  let watches = 0;
  cluster.watching = () => {
    watches += 1;
    cluster.add(path, ready);
    throw answered('kubernetes.forbidden-plain', 403);
  };
  assert.equal(await wait(5), true);
  assert.equal(watches, 1);
});

test('when the time is over it is false', async () => {
  cluster.watching = silence;
  assert.equal(await wait(0.02), false);
  assert.equal(await wait(0), false);
});

test('what is so already is true, however short the wait', async () => {
  cluster.add(path, ready);
  assert.equal(await wait(0), true);
});

test('a watch that is cut is followed by a new list', async () => {
  cluster.watching = () => {
    cluster.add(path, ready);
    throw answered('kubernetes.watch-failed', 0);
  };
  assert.equal(await wait(5), true);
});

test('a server that is away for a while is asked again', async () => {
  let looks = 0;
  cluster.add(path, ready);
  cluster.before = () => {
    looks += 1;
    if (looks === 1) {
      throw answered('kubernetes.unreachable', 0);
    }
  };
  assert.equal(await wait(5), true);
  assert.equal(looks, 2);
});

test('a server that stays away is no state either', async () => {
  cluster.before = () => {
    throw answered('kubernetes.server-error', 503);
  };
  await assert.rejects(wait(0.02), { code: 'kubernetes.server-error' });
});

test('a signal ends it with its reason', async () => {
  const stop = new AbortController();
  cluster.watching = (signal) => {
    queueMicrotask(() => stop.abort(new Error('stopped')));
    return silence(signal);
  };
  await assert.rejects(wait(60, stop.signal), { message: 'stopped' });
});

test('any other error is thrown', async () => {
  cluster.before = () => {
    throw answered('kubernetes.forbidden-plain', 403);
  };
  await assert.rejects(wait(5), { code: 'kubernetes.forbidden-plain' });
});

describe('until objects are gone', () => {
  const gone = async (seconds: number, ...uids: string[]) => [
    ...(await waitUntilGone(cluster, path, {}, seconds, calm, uids)),
  ];

  test('none at all needs no look', async () => {
    cluster.before = () => assert.fail('looked');
    assert.deepEqual(await gone(5), []);
  });

  test('what is gone already needs no watch, whoever has its name now', async () => {
    cluster.add(path, object('front'));
    cluster.watching = () => assert.fail('watched');
    assert.deepEqual(await gone(5, 'of-a-former-front'), []);
  });

  test('a deletion that is watched counts, a change does not', async () => {
    const [front, back] = [object('front'), object('back')];
    cluster.add(path, front);
    cluster.add(path, back);
    cluster.watching = () =>
      stream([
        { type: 'DELETED', object: back },
        { type: 'MODIFIED', object: front },
        { type: 'BOOKMARK', object: front },
        { type: 'DELETED', object: front },
      ]);
    assert.deepEqual(await gone(5, front.metadata.uid, back.metadata.uid), []);
  });

  test('where watching is forbidden it looks again', async () => {
    const front = cluster.add(path, object('front'));
    cluster.watching = () => {
      cluster.objects.clear();
      throw answered('kubernetes.forbidden-plain', 403);
    };
    assert.deepEqual(await gone(5, front.metadata.uid), []);
  });

  test('when the time is over it gives what is still there', async () => {
    const front = cluster.add(path, object('front'));
    cluster.watching = silence;
    assert.deepEqual(await gone(0.02, 'of-another', front.metadata.uid), [front.metadata.uid]);
  });
});
