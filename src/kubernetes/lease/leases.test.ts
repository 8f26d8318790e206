import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { answered, calm, FakeCluster, lost, object } from '../testing/fake-cluster.ts';
import type { Lease } from './lease.ts';
import { Leases } from './leases.ts';

const path = (namespace: string) => `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;

let cluster: FakeCluster;
let log: string[];

beforeEach(() => {
  cluster = new FakeCluster();
  log = [];
});

const leases = (holder = 'ann@laptop run 1') =>
  new Leases(holder, (_level, text) => log.push(text));
const leaseIn = (namespace: string) =>
  cluster.objects.get(`${path(namespace)}/chaos-workbench`) as Lease | undefined;

function put(spec: Lease['spec']): void {
  cluster.add(path('shop'), { ...object('chaos-workbench'), spec: spec ?? {} });
}

/** Lets everything happen that waits for no timer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const theirs = {
  holderIdentity: 'bob@desk run 0',
  leaseDurationSeconds: 15,
  acquireTime: '2025-12-31T23:59:00.000000Z',
  renewTime: '2025-12-31T23:59:50.000000Z',
  leaseTransitions: 3,
};

test('a run takes one lease for each namespace, and gives it back', async () => {
  const own = leases();
  await own.take(cluster, ['shop', 'shop', 'pay', undefined], calm);
  assert.deepEqual([...cluster.objects.keys()].sort(), [
    `${path('default')}/chaos-workbench-cluster`,
    `${path('pay')}/chaos-workbench`,
    `${path('shop')}/chaos-workbench`,
  ]);
  assert.deepEqual(leaseIn('shop')?.spec, {
    holderIdentity: 'ann@laptop run 1',
    leaseDurationSeconds: 15,
    acquireTime: '2026-01-01T00:00:00.000000Z',
    renewTime: '2026-01-01T00:00:00.000000Z',
    leaseTransitions: 0,
  });
  const asked = cluster.requests.length;
  await own.take(cluster, ['shop'], calm);
  assert.equal(cluster.requests.length, asked);
  await own.release();
  assert.equal(cluster.objects.size, 0);
});

test('one that another run holds refuses, with who and since when, and nothing is kept', async () => {
  put(theirs);
  const own = leases();
  const refused = {
    code: 'kubernetes.lease-held',
    message: /“shop” on https:\/\/fake: bob@desk run 0, since 2025-12-31T23:59:00.*--no-lease/,
  };
  await assert.rejects(own.claim(cluster, ['pay', 'shop'], calm), refused);
  await assert.rejects(own.take(cluster, ['pay', 'shop'], calm), refused);
  await own.release();
  assert.equal(leaseIn('pay'), undefined);
  assert.equal(leaseIn('shop')?.spec?.holderIdentity, 'bob@desk run 0');
  // Asked again, it is refused again.
  await assert.rejects(own.take(cluster, ['shop'], calm), refused);
});

test('what is claimed is taken soon, or with the first fault if that comes before', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const own = leases();
    await own.claim(cluster, ['shop', 'pay'], calm);
    assert.equal(leaseIn('shop'), undefined);
    await own.take(cluster, ['shop'], calm);
    assert.ok(leaseIn('shop'));
    assert.equal(leaseIn('pay'), undefined);
    mock.timers.tick(250);
    await turns();
    assert.ok(leaseIn('pay'));
    assert.equal(cluster.requests.filter(({ method }) => method === 'POST').length, 2);
    await own.release();
    assert.equal(cluster.objects.size, 0);
    const other = leases();
    await other.claim(cluster, ['shop'], calm);
    await other.release();
    mock.timers.tick(1000);
    await turns();
    assert.equal(cluster.objects.size, 0);
  } finally {
    mock.timers.reset();
  }
});

test('one that was not renewed in time is taken over, by the server’s clock', async () => {
  put(theirs);
  cluster.time = new Date('2026-01-01T00:00:05.001Z');
  await leases().take(cluster, ['shop'], calm);
  assert.partialDeepStrictEqual(leaseIn('shop')?.spec, {
    holderIdentity: 'ann@laptop run 1',
    acquireTime: '2026-01-01T00:00:05.001000Z',
    leaseTransitions: 4,
  });
  put({ ...theirs, holderIdentity: '' });
  cluster.time = new Date('2026-01-01T00:00:00Z');
  await leases('carl').take(cluster, ['shop'], calm);
  assert.equal(leaseIn('shop')?.spec?.holderIdentity, 'carl');
});

test('of two runs that take over at the same moment one wins', async () => {
  put(theirs);
  cluster.time = new Date('2026-01-01T00:01:00Z');
  const results = await Promise.allSettled([
    leases('one').take(cluster, ['shop'], calm),
    leases('two').take(cluster, ['shop'], calm),
  ]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('a lost answer is no foreign holder', async () => {
  let cut = true;
  cluster.afterwards = ({ method }) => {
    if (method === 'POST' && cut) {
      cut = false;
      // The client repeats it, and the server says that it is there.
      throw answered('kubernetes.exists', 409);
    }
  };
  await leases().take(cluster, ['shop'], calm);
  assert.equal(leaseIn('shop')?.spec?.holderIdentity, 'ann@laptop run 1');
});

test('where leases are forbidden, absent or fail the run goes on, and the log says so', async () => {
  for (const error of [
    answered('kubernetes.forbidden-plain', 403),
    answered('kubernetes.not-found', 404),
    lost(),
  ]) {
    cluster.before = () => {
      throw error;
    };
    log = [];
    const own = leases();
    await own.take(cluster, ['shop'], calm);
    await own.take(cluster, ['shop'], calm);
    assert.equal(log.length, 1);
    assert.match(log[0] ?? '', /not kept out of namespace shop/);
    await own.release();
  }
});

test('it is renewed while the run goes on; what fails is said and tried again', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const own = leases();
    await own.take(cluster, ['shop'], calm);
    const tick = async (seconds: number) => {
      cluster.time = new Date(cluster.time.getTime() + seconds * 1000);
      mock.timers.tick(seconds * 1000);
      await turns();
    };
    await tick(5);
    assert.equal(leaseIn('shop')?.spec?.renewTime, '2026-01-01T00:00:05.000000Z');
    cluster.before = () => {
      throw answered('kubernetes.server-error', 503);
    };
    await tick(5);
    assert.match(log.join(), /could not be renewed/);
    cluster.before = () => undefined;
    await tick(5);
    assert.partialDeepStrictEqual(leaseIn('shop')?.spec, {
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:00:15.000000Z',
      leaseTransitions: 0,
    });
    put({ ...theirs });
    Object.assign(leaseIn('shop')?.metadata ?? {}, { resourceVersion: '77' });
    await tick(5);
    assert.match(log.join(), /was taken by bob@desk run 0; the run goes on without it/);
    await own.release();
    assert.equal(leaseIn('shop')?.spec?.holderIdentity, 'bob@desk run 0');
  } finally {
    mock.timers.reset();
  }
});

test('one that was removed by hand is not written again', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const own = leases();
    await own.take(cluster, ['shop'], calm);
    cluster.objects.clear();
    mock.timers.tick(5000);
    await turns();
    assert.match(log.join(), /was removed; the run goes on without it/);
    await own.release();
    assert.equal(cluster.objects.size, 0);
  } finally {
    mock.timers.reset();
  }
});
