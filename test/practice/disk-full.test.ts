import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePlatform } from '../../src/platform/platform.ts';
import { fill, mountDisk } from '../../src/platform/testing/disk.ts';
import { holdPractice, stopPractice } from '../../src/practice/lifetime/hold.ts';
import { placeBelow } from '../../src/practice/lifetime/place.ts';
import { testCluster, until } from '../cluster/support.ts';
import { freshAccess } from './support.ts';

/** Bytes that the disk has room for. */
const size = 1024 * 1024;

test('on a full disk no cluster starts, and says so; with room it does', async (t) => {
  const state = mountDisk(size, (work) => t.after(work));
  if (state === undefined) {
    t.skip('no disk can be mounted');
    return;
  }
  const access = { ...(await freshAccess(t)), state };
  fill(state, size);
  await assert.rejects(holdPractice(access), /ENOSPC/);
  rmSync(join(state, 'filler'));
  const held = await holdPractice(access);
  await stopPractice(state, nodePlatform(), access.signal);
  assert.equal(await held.ended, 'stopped');
});

test('a disk that fills ends neither the cluster nor what it serves', async (t) => {
  const state = mountDisk(size, (work) => t.after(work));
  if (state === undefined) {
    t.skip('no disk can be mounted');
    return;
  }
  const access = { ...(await freshAccess(t)), state };
  const held = await holdPractice(access);
  const cluster = testCluster(held.kubeconfig);
  fill(placeBelow(state).folder, size);
  const pods = '/api/v1/namespaces/default/pods';
  await cluster.api('POST', pods, {
    metadata: { name: 'late' },
    spec: {
      containers: [{ name: 'main', image: 'node:24-alpine', command: ['node', '-e', '0'] }],
      volumes: [{ name: 'own', emptyDir: {} }],
    },
  });
  await until('an event says why the pod does not start', async () => {
    const events = await cluster.list<{ message: string }>('/api/v1/namespaces/default/events');
    return events.some(({ message }) => /ENOSPC|no space left/i.test(message));
  });
  rmSync(join(placeBelow(state).folder, 'filler'));
  await until('the pod has started', async () => {
    const pod = await cluster.api<{ status: { containerStatuses?: { started?: boolean }[] } }>(
      'GET',
      `${pods}/late`,
    );
    return JSON.stringify(pod.status).includes('Completed');
  });
  await stopPractice(state, nodePlatform(), access.signal);
  assert.equal(await held.ended, 'stopped');
});
