import assert from 'node:assert/strict';
import { test } from 'node:test';
import { object } from '../../testing/fake-cluster.ts';
import { deployments, pods } from './resources.ts';
import { putBack, recreate, recreatePod } from './undo.ts';

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

test('what is put back is all that was there, but which life and version is not said', () => {
  const owner = { apiVersion: 'v1', kind: 'Shop', name: 'shop', uid: 's' };
  const front = object('front', {
    metadata: {
      name: 'front',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '7',
      generation: 3,
      managedFields: [{ manager: 'kubectl' }],
      finalizers: ['a/b'],
      ownerReferences: [owner],
    },
    spec: { replicas: 2 },
    status: { readyReplicas: 2 },
  });
  const request = putBack(deployments, front);
  assert.deepEqual(
    [request.method, request.verb, request.path, request.target.uid],
    ['PUT', 'update', '/apis/apps/v1/namespaces/shop/deployments/front', 'u'],
  );
  assert.deepEqual(request.body, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'front',
      namespace: 'shop',
      finalizers: ['a/b'],
      ownerReferences: [owner],
    },
    spec: { replicas: 2 },
    status: { readyReplicas: 2 },
  });
});
