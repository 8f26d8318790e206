import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import { calm, FakeCluster } from '../../testing/fake-cluster.ts';
import type { PlanContext } from '../types.ts';
import { createFromFile } from './creation.ts';
import { readerOf } from './reader.ts';
import { runAnnotation } from './recorder.ts';
import { services } from './resources.ts';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
});

async function planned(metadata: JsonObject) {
  const context: PlanContext = {
    signal: calm,
    runId: 'run-1',
    allowUnscoped: false,
    preferred: new Set(),
    random: Math.random,
    now: () => new Date(),
    readText: async () => JSON.stringify({ metadata }),
  };
  const args = { spec_path: 'made.json', ns: 'shop' };
  const plan = await createFromFile(services).plan(args, readerOf(cluster), context);
  const [change] = plan.changes;
  assert.ok(change);
  const body = change.request.body as unknown as KubeObject;
  return { change, metadata: body.metadata };
}

test('what is created says which run and which activity made it', async () => {
  const annotations = { own: 'yes' };
  const [one, other] = [
    await planned({ name: 'a', annotations }),
    await planned({ name: 'a', annotations }),
  ];
  assert.match(one.metadata.annotations?.[runAnnotation] ?? '', /^run-1\/\w{8}$/);
  assert.equal(one.metadata.annotations?.['own'], 'yes');
  assert.notEqual(
    one.metadata.annotations?.[runAnnotation],
    other.metadata.annotations?.[runAnnotation],
  );
});

test('a name that the server would make up is made up before, so that it is known', async () => {
  const { change, metadata } = await planned({ generateName: 'front-' });
  assert.match(metadata.name, /^front-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  assert.equal(change.request.target.name, metadata.name);
  const [inverse] = change.inverse;
  assert.equal(inverse?.path, `/api/v1/namespaces/shop/services/${metadata.name}`);
  assert.equal(change.undo.grade, 'exact');
});

test('a very long beginning of a name leaves place for the rest', async () => {
  const { metadata } = await planned({ generateName: 'x'.repeat(80) });
  assert.equal(metadata.name.length, 63);
});

test('an object without a name is left to the server to refuse', async () => {
  const { metadata } = await planned({});
  assert.equal(metadata.name, undefined);
});
