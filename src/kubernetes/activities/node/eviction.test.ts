import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectMeta } from '../../objects.ts';
import { object } from '../../testing/fake-cluster.ts';
import type { Pod } from '../pod/pod.ts';
import { eviction, fateOf } from './eviction.ts';

function pod(metadata: Partial<ObjectMeta>, phase = 'Running', local = false): Pod {
  const made = object('web', { status: { phase } });
  Object.assign(made.metadata, metadata);
  const volumes = [{ name: 'config' }, ...(local ? [{ name: 'data', emptyDir: {} }] : [])];
  return { ...made, spec: { containers: [], volumes }, status: { phase } };
}

const owned = (kind: string, controller = true): Partial<ObjectMeta> => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name: 'owner', uid: 'o', controller }],
});
const mirror = { annotations: { 'kubernetes.io/config.mirror': 'x' } };
const ending = { deletionTimestamp: '2026-01-01T00:00:00Z' };

test('what a controller replaces elsewhere is evicted', () => {
  assert.equal(fateOf(pod(owned('ReplicaSet')), false), 'evicted');
  assert.equal(fateOf(pod(owned('StatefulSet'), 'Pending'), false), 'evicted');
});

test('what would only come back to the node stays there', () => {
  assert.equal(fateOf(pod(mirror), false), 'stays');
  assert.equal(fateOf(pod(owned('DaemonSet')), false), 'stays');
  assert.equal(fateOf(pod(owned('DaemonSet'), 'Running', true), true), 'stays');
});

test('what has ended is evicted, whosever it was', () => {
  assert.equal(fateOf(pod({}, 'Succeeded'), false), 'evicted');
  assert.equal(fateOf(pod(owned('DaemonSet'), 'Failed'), false), 'evicted');
});

test('what an emptyDir volume holds is kept unless the flag is set', () => {
  assert.equal(fateOf(pod(owned('ReplicaSet'), 'Running', true), false), 'kept');
  assert.equal(fateOf(pod({}, 'Succeeded', true), false), 'kept');
  assert.equal(fateOf(pod(owned('ReplicaSet'), 'Running', true), true), 'evicted');
});

test('what nobody replaces stops the drain, also with the flag', () => {
  assert.equal(fateOf(pod({}), false), 'unmanaged');
  assert.equal(fateOf(pod({}, 'Running', true), true), 'unmanaged');
  assert.equal(fateOf(pod(owned('Backup', false)), false), 'unmanaged');
});

test('what is ending already is only waited for', () => {
  assert.equal(fateOf(pod({ ...owned('ReplicaSet'), ...ending }), false), 'ending');
  assert.equal(fateOf(pod(ending), false), 'ending');
});

test('an eviction names the uid; the controller puts the pod back', () => {
  const { request, inverse, undo } = eviction(pod(owned('ReplicaSet')));
  assert.equal(request.path, '/api/v1/namespaces/default/pods/web/eviction');
  assert.partialDeepStrictEqual(request.body, {
    kind: 'Eviction',
    metadata: { name: 'web', namespace: 'default' },
    deleteOptions: { preconditions: { uid: 'uid-of-web' } },
  });
  assert.deepEqual(inverse, []);
  assert.equal(undo.grade, 'exact');
});

test('a pod that had ended is not run once more by undo', () => {
  const { inverse, undo } = eviction(pod({}, 'Succeeded'));
  assert.deepEqual(inverse, []);
  assert.equal(undo.grade, 'none');
});
