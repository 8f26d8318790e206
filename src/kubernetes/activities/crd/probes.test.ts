import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { answered, calm, FakeCluster } from '../../testing/fake-cluster.ts';
import { lampType } from '../../testing/lamps.ts';
import { listCustomObjects } from './probes.ts';

const cluster = new FakeCluster();
const probing = { signal: calm, now: () => new Date(0), log: () => undefined };

/** Answers each request for a page by its continue token. */
function pages(answer: (query: JsonObject) => JsonObject): JsonObject[] {
  const asked: JsonObject[] = [];
  cluster.request = async <T>({ query = {} }: { query?: object }) => {
    asked.push(query as JsonObject);
    return answer(query as JsonObject) as T;
  };
  return asked;
}

test('pages come as one list', async () => {
  pages(({ continue: token = '' }) => ({
    kind: 'LampList',
    metadata: { continue: token === '' ? 'more' : '', resourceVersion: '5' },
    items: [token === '' ? 1 : 2],
  }));
  assert.deepEqual(await listCustomObjects.run(lampType, cluster, probing), {
    kind: 'LampList',
    metadata: { continue: '', resourceVersion: '5' },
    items: [1, 2],
  });
});

test('a list whose state has expired is asked for in one piece', async () => {
  const whole = { kind: 'LampList', metadata: {}, items: [1, 2, 3] };
  const asked = pages(({ limit, continue: token }) => {
    if (token !== undefined) {
      throw answered('kubernetes.gone', 410);
    }
    return limit === undefined ? whole : { metadata: { continue: 'more' }, items: [1] };
  });
  assert.deepEqual(await listCustomObjects.run(lampType, cluster, probing), whole);
  assert.equal(asked.length, 3);
});
