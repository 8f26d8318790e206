import assert from 'node:assert/strict';
import { test } from 'node:test';
import { object } from './fake-cluster.ts';
import { deployments, pods } from './resources.ts';
import { recreate, recreatePod, worstGrade } from './undo.ts';

test('what is created again carries nothing of the server’s, and all of the owner’s', () => {
  const front = object('front', {
    metadata: {
      name: 'front',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '7',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { app: 'front' },
      annotations: { note: 'mine', 'deployment.kubernetes.io/revision': '4' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Gone', name: 'gone', uid: 'g' }],
    },
    spec: { replicas: 2, unknownField: { deep: [1] } },
    status: { readyReplicas: 2 },
  });
  const request = recreate(deployments, front);
  assert.equal(request.path, '/apis/apps/v1/namespaces/shop/deployments');
  assert.deepEqual(request.body, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'front',
      namespace: 'shop',
      labels: { app: 'front' },
      annotations: { note: 'mine' },
    },
    spec: { replicas: 2, unknownField: { deep: [1] } },
  });
  assert.equal(request.target.uid, undefined);
});

test('a pod is not bound to its former node', () => {
  const pod = object('web', { spec: { nodeName: 'node-1', containers: [] } });
  const body = recreatePod(pods, pod).body as { spec: object };
  assert.deepEqual(body.spec, { containers: [] });
});

test('the worst grade counts, with its reason', () => {
  const reason = { code: 'kubernetes.undo-exec' };
  assert.deepEqual(worstGrade([]), { grade: 'exact' });
  assert.deepEqual(worstGrade([{ grade: 'exact', reason }]), { grade: 'exact', reason });
  assert.deepEqual(
    worstGrade([{ grade: 'exact' }, { grade: 'none', reason }, { grade: 'partial' }]),
    {
      grade: 'none',
      reason,
    },
  );
});
