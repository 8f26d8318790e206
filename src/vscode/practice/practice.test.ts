import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterId } from '../../engine/cluster-id.ts';
import { HumanError } from '../../messages/error.ts';
import type { HeldCluster } from '../../practice/lifetime/hold.ts';
import { type Lifetime, Practice } from './practice.ts';

const identity = { server: 'https://127.0.0.1:1', ca: 'PEM', uid: 'u' };

/** A practice cluster that answers by script, and what was done to it. */
function setUp(changes: Partial<Lifetime> = {}) {
  const { promise: ended, resolve: end } = Promise.withResolvers<'stopped' | 'gone'>();
  const done: string[] = [];
  const held: HeldCluster = {
    pid: 1,
    kubeconfig: '/kubeconfig',
    version: '1',
    identity,
    ended,
    release: () => done.push('release'),
  };
  const practice = new Practice(async () => ({
    hold: async () => {
      done.push('hold');
      return held;
    },
    runs: async () => false,
    stop: async () => {
      done.push('stop');
      end('stopped');
    },
    log: '/log',
    ...changes,
  }));
  return { practice, done, end };
}

test('one hold for all that ask at once; it is let go with the window', async () => {
  const { practice, done } = setUp();
  assert.throws(() => practice.require(), { code: 'editor.practice.not-running' });
  await Promise.all([practice.start(), practice.start()]);
  await practice.start();
  assert.equal(practice.require().kubeconfig, '/kubeconfig');
  practice.dispose();
  assert.deepEqual(done, ['hold', 'release']);
});

test('it is known by the identity of the cluster that is held, and by nothing else', async () => {
  const { practice } = setUp();
  const id = clusterId(identity);
  assert.equal(practice.is(id), false, 'nothing is held yet');
  await practice.start();
  assert.equal(practice.is(id), true);
  for (const other of [{ server: 'https://127.0.0.1:2' }, { ca: 'OTHER' }, { uid: 'v' }]) {
    assert.equal(practice.is(clusterId({ ...identity, ...other })), false);
  }
  await practice.stop();
  assert.equal(practice.is(id), false);
});

test('a cluster that goes away is told; one that somebody stops is just off', async () => {
  for (const [how, phase] of [
    ['gone', 'failed'],
    ['stopped', 'off'],
  ] as const) {
    const { practice, end } = setUp();
    await practice.start();
    const changed = new Promise((resolve) => practice.onDidChange(resolve));
    end(how);
    await changed;
    assert.equal(practice.state.phase, phase);
  }
});

test('why it could not be started stays to be read, and the next start tries again', async () => {
  const failure = new HumanError('practice.failed', { reason: 'port', path: '/log' });
  const { practice } = setUp({ hold: () => Promise.reject(failure) });
  await assert.rejects(practice.start(), failure);
  const { state } = practice;
  assert.equal(state.phase === 'failed' && state.error.code, 'practice.failed');
  await assert.rejects(practice.start(), failure);
});

test('a window takes part in a cluster that runs and starts none', async () => {
  const off = setUp();
  await off.practice.rejoin();
  assert.deepEqual([off.practice.state.phase, off.done], ['off', []]);
  const on = setUp({ runs: async () => true });
  await on.practice.rejoin();
  assert.equal(on.practice.state.phase, 'running');
});
