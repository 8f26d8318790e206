import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readerOf } from '../activities/common/reader.ts';
import type { KubeObject } from '../objects.ts';
import { calm, FakeCluster, object } from '../testing/fake-cluster.ts';
import { remembering } from './memory.ts';

test('objects are kept by uid; what an API group offers passes through', async () => {
  const cluster = new FakeCluster();
  cluster.add('/api/v1/namespaces/default/pods', object('web'));
  const offer = { kind: 'APIResourceList', resources: [] } as unknown as KubeObject;
  cluster.objects.set('/apis/example.com/v1', offer);
  const reader = remembering(readerOf(cluster));
  assert.equal(await reader.get('/apis/example.com/v1', calm), offer);
  await reader.list('/api/v1/namespaces/default/pods', {}, calm);
  assert.deepEqual([...reader.seen.keys()], ['uid-of-web']);
});
