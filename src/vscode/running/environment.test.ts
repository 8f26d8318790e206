import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runEnvironment, SamplesMemory } from './environment.ts';

function memory() {
  const values = new Map<string, unknown>();
  return new SamplesMemory({
    get: (key) => values.get(key),
    update: async (key, value) => void values.set(key, value),
  });
}

const shop = { cluster: 'c1', context: 'practice', namespace: 'shop', url: 'http://127.0.0.1:1' };

test('runs on the cluster of the samples know where they are, runs elsewhere do not', async () => {
  const samples = memory();
  await samples.deployed(shop);
  assert.deepEqual(samples.variables({ context: 'practice' }), {
    FRONTEND_URL: 'http://127.0.0.1:1',
    SAMPLES_NAMESPACE: 'shop',
  });
  assert.deepEqual(samples.variables({ context: 'aks' }), {});
  assert.deepEqual(samples.variables({ context: 'practice', kubeconfig: 'other' }), {});
});

test('a later deployment on the same cluster takes the place, by its identity', async () => {
  const samples = memory();
  await samples.deployed(shop);
  await samples.deployed({ cluster: 'c1', context: 'renamed', namespace: 'dev' });
  assert.deepEqual(samples.variables({ context: 'practice' }), {});
  assert.deepEqual(samples.variables({ context: 'renamed' }), { SAMPLES_NAMESPACE: 'dev' });
});

test('a context that leads to another cluster now is known by the newest deployment', async () => {
  const samples = memory();
  await samples.deployed(shop);
  await samples.deployed({ ...shop, cluster: 'c2', namespace: 'new' });
  assert.equal(samples.variables({ context: 'practice' })['SAMPLES_NAMESPACE'], 'new');
});

test('removed samples are forgotten, those of another namespace are not', async () => {
  const samples = memory();
  await samples.deployed(shop);
  await samples.removed({ cluster: 'c1', namespace: 'other' });
  assert.equal(samples.all().length, 1);
  await samples.removed({ cluster: 'c1', namespace: 'shop' });
  assert.deepEqual(samples.variables({ context: 'practice' }), {});
});

test('a person’s own variable beats the samples, the setting beats both', () => {
  const samples = { FRONTEND_URL: 'samples', SAMPLES_NAMESPACE: 'samples' };
  assert.deepEqual(runEnvironment(samples, { FRONTEND_URL: 'own' }, {}), {
    SAMPLES_NAMESPACE: 'samples',
  });
  assert.deepEqual(
    runEnvironment(samples, { FRONTEND_URL: 'own' }, { FRONTEND_URL: 'setting', PORT: 8080 }),
    { FRONTEND_URL: 'setting', SAMPLES_NAMESPACE: 'samples', PORT: '8080' },
  );
});

test('a setting gives text only, and nothing that says where cluster and record are', () => {
  const setting = { KUBECONFIG: 'x', CHAOS_WORKBENCH_STATE: 'x', LIST: ['x'], NOTHING: null };
  assert.deepEqual(runEnvironment({}, {}, setting), {});
});
