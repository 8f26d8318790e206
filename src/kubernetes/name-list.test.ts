import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../experiment/json.ts';
import { listNames, type NamedKind } from './name-list.ts';
import type { ApiRequest } from './objects.ts';

function cluster(items: Json[]) {
  const asked: ApiRequest[] = [];
  const request = async <T>(question: ApiRequest): Promise<T> => {
    asked.push(question);
    return { items } as T;
  };
  const list = (kind: NamedKind) =>
    listNames({ request }, kind, 'shop', new AbortController().signal);
  return { asked, list };
}

test('names and labels come with one request of one page, which changes nothing', async () => {
  const { asked, list } = cluster([
    { metadata: { name: 'front', labels: { app: 'front' } } },
    { metadata: { name: 'bare' } },
  ]);
  assert.deepEqual(await list('deployments'), [
    { name: 'front', labels: { app: 'front' } },
    { name: 'bare', labels: {} },
  ]);
  const [{ method, path, query } = {}] = asked;
  assert.deepEqual(
    [asked.length, method, path],
    [1, 'GET', '/apis/apps/v1/namespaces/shop/deployments'],
  );
  assert.deepEqual(query, { limit: '500' });
});

test('pods tell their containers, and what is of the whole cluster is asked without a namespace', async () => {
  const { asked, list } = cluster([
    { metadata: { name: 'front-1' }, spec: { containers: [{ name: 'web' }, { name: 'side' }] } },
  ]);
  assert.deepEqual((await list('pods'))[0]?.containers, ['web', 'side']);
  await list('nodes');
  await list('namespaces');
  assert.deepEqual(
    asked.map(({ path }) => path),
    ['/api/v1/namespaces/shop/pods', '/api/v1/nodes', '/api/v1/namespaces'],
  );
});
