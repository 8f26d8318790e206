import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import { object } from '../../testing/fake-cluster.ts';
import { Stage } from '../../testing/stage.ts';
import { runAnnotation } from '../common/recorder.ts';
import type { KubernetesAction } from '../types.ts';
import {
  addLatency,
  corruptPackets,
  deleteNetworkFault,
  duplicatePackets,
  reorderPackets,
  setBandwidth,
  setLoss,
} from './network.ts';
import { stressCpu, stressMemory } from './stress.ts';

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
  stage.cluster.objects.set('/apis/chaos-mesh.org/v1alpha1', {
    resources: [
      { name: 'networkchaos', kind: 'NetworkChaos', namespaced: true },
      { name: 'stresschaos', kind: 'StressChaos', namespaced: true },
    ],
  } as unknown as KubeObject);
});

/** What is sent to create a fault called `f`. */
async function bodyOf(action: KubernetesAction, args: JsonObject): Promise<JsonObject> {
  const { changes } = await stage.plan(action, { name: 'f', label_selectors: 'app=web', ...args });
  assert.equal(changes.length, 1);
  return changes[0]?.request.body as JsonObject;
}

const specOf = async (action: KubernetesAction, args: JsonObject) =>
  (await bodyOf(action, args))['spec'] as JsonObject;

/** What every network fault has when nothing is said about it. */
const plainLink = {
  mode: 'one',
  direction: 'to',
  selector: { labelSelectors: { app: 'web' } },
  target: { mode: 'one', selector: {} },
};

test('a fault is a whole object of its namespace', async () => {
  const { changes } = await stage.plan(addLatency, {
    name: 'f',
    ns: 'shop',
    label_selectors: 'app=web',
    latency: '5ms',
  });
  assert.deepEqual(changes[0]?.request.body, {
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kind: 'NetworkChaos',
    metadata: { name: 'f', annotations: { [runAnnotation]: 'r1/rrrrrrrr' } },
    spec: { action: 'delay', delay: { latency: '5ms' }, ...plainLink },
  });
  assert.equal(
    changes[0]?.request.path,
    '/apis/chaos-mesh.org/v1alpha1/namespaces/shop/networkchaos',
  );
  assert.equal(changes[0]?.undo.grade, 'exact');
});

const networkFaults: [string, KubernetesAction, JsonObject, JsonObject][] = [
  [
    'latency',
    addLatency,
    { latency: '10ms', correlation: '5', jitter: '1ms' },
    { action: 'delay', delay: { latency: '10ms', correlation: '5', jitter: '1ms' } },
  ],
  ['nothing of a delay', addLatency, { latency: null, jitter: '' }, { action: 'delay', delay: {} }],
  [
    'loss, in numbers',
    setLoss,
    { loss: 10, correlation: 5 },
    { action: 'loss', loss: { loss: '10', correlation: '5' } },
  ],
  [
    'duplicates',
    duplicatePackets,
    { duplicate: '10' },
    { action: 'duplicate', duplicate: { duplicate: '10' } },
  ],
  [
    'corruption',
    corruptPackets,
    { corrupt: '10', correlation: '1' },
    { action: 'corrupt', corrupt: { corrupt: '10', correlation: '1' } },
  ],
  [
    'another order',
    reorderPackets,
    { reorder: '25', correlation: '50', gap: '4' },
    {
      action: 'delay',
      delay: { latency: '10ms', reorder: { reorder: '25', correlation: '50', gap: 4 } },
    },
  ],
  [
    'another order without a gap',
    reorderPackets,
    { reorder: '25' },
    { action: 'delay', delay: { latency: '10ms', reorder: { reorder: '25', gap: 1 } } },
  ],
  [
    'bandwidth',
    setBandwidth,
    { rate: '1mbps', limit: 100, buffer: 200, peakrate: 0, minburst: 3 },
    { action: 'bandwidth', bandwidth: { rate: '1mbps', limit: 100, buffer: 200, minburst: 3 } },
  ],
];

for (const [name, action, args, spec] of networkFaults) {
  test(`network: ${name}`, async () => {
    assert.deepEqual(await specOf(action, args), { ...spec, ...plainLink });
  });
}

test('stress on processors', async () => {
  const args = { workers: 2, load: 0, direction: 'both' };
  assert.deepEqual(await specOf(stressCpu, args), {
    stressors: { cpu: { workers: 2, load: 0 } },
    mode: 'one',
    selector: { labelSelectors: { app: 'web' } },
    duration: '30s',
  });
});

test('stress on memory', async () => {
  const args = {
    workers: 1,
    size: '10MB',
    oom_score: 0,
    time_to_get_to_size: '5s',
    duration: '2m',
    container_names: 'main, side',
    stressng_stressors: '--vm 1',
  };
  assert.deepEqual(await specOf(stressMemory, args), {
    stressors: { memory: { workers: 1, size: '10MB', time: '5s', oomScoreAdj: 0 } },
    mode: 'one',
    selector: { labelSelectors: { app: 'web' } },
    duration: '2m',
    containerNames: ['main', 'side'],
    stressngStressors: '--vm 1',
  });
  const bare = await specOf(stressMemory, { container_names: ['main'] });
  assert.deepEqual([bare['stressors'], bare['containerNames']], [{ memory: {} }, ['main']]);
});

test('selectors are text or structured', async () => {
  const text = {
    namespaces_selectors: 'a, b',
    label_selectors: 'app=web,tier=x=y',
    annotations_selectors: 'note=',
  };
  const structured = {
    namespaces_selectors: ['a', 'b'],
    label_selectors: { app: 'web', tier: 'x=y' },
    annotations_selectors: { note: '' },
  };
  const wanted = {
    namespaces: ['a', 'b'],
    labelSelectors: { app: 'web', tier: 'x=y' },
    annotationSelectors: { note: '' },
  };
  for (const args of [text, structured]) {
    const targets = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [`target_${name}`, value]),
    );
    const spec = await specOf(setLoss, { ...args, ...targets });
    assert.deepEqual(spec['selector'], wanted);
    assert.deepEqual(spec['target'], { mode: 'one', selector: wanted });
  }
  for (const label_selectors of ['app', '=web']) {
    await assert.rejects(bodyOf(setLoss, { label_selectors }), {
      code: 'kubernetes.fault-selector',
    });
  }
});

test('a mode that counts has its value, and no other', async () => {
  const values = { mode_value: 2, target_mode_value: '3' };
  for (const mode of ['fixed', 'fixed-percent', 'random-max-percent']) {
    const spec = await specOf(setLoss, { mode, target_mode: mode, ...values });
    assert.deepEqual(
      [spec['mode'], spec['value'], spec['target']],
      [mode, '2', { mode, value: '3', selector: {} }],
    );
  }
  const spec = await specOf(setLoss, { mode: 'all', target_mode: 'all', ...values });
  assert.equal(spec['value'], undefined);
  assert.deepEqual(spec['target'], { mode: 'all', selector: {} });
});

test('without a target mode the target is addresses, or everything', async () => {
  const addresses = await specOf(setLoss, { target_mode: null, external_targets: '1.1.1.1,a.b' });
  assert.deepEqual(addresses['externalTargets'], ['1.1.1.1', 'a.b']);
  assert.equal('target' in addresses, false);
  const all = await specOf(setLoss, { target_mode: '' });
  assert.equal('target' in all || 'externalTargets' in all, false);
});

test('says that a fault lasts, and that only one pod is its target', async () => {
  const warnings = async (action: KubernetesAction, args: JsonObject) =>
    (await stage.plan(action, { name: 'f', label_selectors: 'app=web', ...args })).warnings.map(
      ({ code }) => code,
    );
  const [endless, target] = ['kubernetes.warn-fault-endless', 'kubernetes.warn-fault-target'];
  assert.deepEqual(await warnings(setLoss, {}), [endless, target]);
  assert.deepEqual(await warnings(setLoss, { target_label_selectors: 'a=b' }), [endless]);
  assert.deepEqual(await warnings(setLoss, { target_mode: null }), [endless]);
  assert.deepEqual(await warnings(stressCpu, { workers: 1, load: 1 }), []);
});

test('a fault that selects nothing is refused unless it may', async () => {
  for (const label_selectors of [null, '', {}]) {
    const args = { name: 'f', label_selectors };
    assert.equal(setLoss.unscoped?.(args), true);
    await assert.rejects(stage.plan(setLoss, args), { code: 'kubernetes.unscoped-selection' });
  }
  assert.equal(setLoss.unscoped?.({ namespaces_selectors: 'shop' }), false);
  stage.allowUnscoped = true;
  const spec = await specOf(setLoss, { label_selectors: null });
  assert.deepEqual(spec['selector'], {});
});

test('a cluster without Chaos Mesh is named so', async () => {
  stage.cluster.objects.clear();
  await assert.rejects(bodyOf(setLoss, {}), { code: 'kubernetes.chaos-mesh-missing' });
});

test('a deleted fault is created again, but begins anew', async () => {
  const collection = '/apis/chaos-mesh.org/v1alpha1/namespaces/default/networkchaos';
  const fault = object('f', { kind: 'NetworkChaos', spec: { action: 'loss' } });
  stage.cluster.add(collection, fault);
  const made = await stage.plan(deleteNetworkFault, { name: 'f' });
  assert.deepEqual(made.changes[0]?.undo, {
    grade: 'partial',
    reason: { code: 'kubernetes.undo-fault', args: { name: 'f' } },
  });
  await stage.execute(deleteNetworkFault, made);
  assert.equal(stage.cluster.objects.has(`${collection}/f`), false);
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(stage.cluster.objects.get(`${collection}/f`)?.spec, { action: 'loss' });
});
