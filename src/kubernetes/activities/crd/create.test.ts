import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import { answered, lost } from '../../testing/fake-cluster.ts';
import { addLamp, lampManifest, lamps, lampType, newLampStage } from '../../testing/lamps.ts';
import type { Stage } from '../../testing/stage.ts';
import { runAnnotation } from '../common/recorder.ts';
import {
  applyFromJson,
  applyFromYaml,
  createClusterCustomObject,
  createCustomObject,
} from './actions.ts';

let stage: Stage;

beforeEach(() => {
  stage = newLampStage();
});

test('gives the object, with the run’s mark, and is undone by deleting it', async () => {
  const made = await stage.plan(createCustomObject, { ...lampType, resource: lampManifest('new') });
  const answer = (await stage.execute(createCustomObject, made)) as unknown as KubeObject;
  assert.equal(answer.metadata.annotations?.[runAnnotation], 'r1/rrrrrrrr');
  assert.equal(answer.kind, 'Lamp');
  assert.deepEqual(
    stage.effects.map(({ verb, kind, name }) => [verb, kind, name]),
    [['created', 'Lamp', 'new']],
  );
  assert.deepEqual(await stage.undo(), ['done']);
  assert.equal(stage.cluster.objects.has(`${lamps}/new`), false);
});

test('what is there already is no failure, and nothing is said to have happened', async () => {
  addLamp(stage);
  stage.cluster.before = ({ method }) => {
    if (method === 'POST') {
      throw Object.assign(answered('kubernetes.exists', 409), { details: { code: 409 } });
    }
  };
  assert.deepEqual(
    await stage.run(createCustomObject, { ...lampType, resource: lampManifest('one') }),
    { code: 409 },
  );
  assert.deepEqual([stage.effects, stage.outcomes, stage.logged.length], [[], ['failed'], 1]);
});

test('what was created though its answer was lost is not taken for somebody else’s', async () => {
  let sent = 0;
  stage.cluster.before = ({ method, path }) => {
    sent += method === 'POST' ? 1 : 0;
    // The first one is still under way when it is looked for.
    if (method === 'GET' && path.endsWith('/new') && sent === 1) {
      throw answered('kubernetes.not-found', 404);
    }
  };
  stage.cluster.afterwards = ({ method }) => {
    if (method === 'POST' && sent === 1) {
      throw lost();
    }
  };
  const answer = (await stage.run(createCustomObject, {
    ...lampType,
    resource: lampManifest('new'),
  })) as JsonObject;
  assert.equal(answer['kind'], 'Lamp');
  assert.deepEqual([sent, stage.outcomes, stage.logged], [2, ['applied'], []]);
});

test('a file is YAML, whatever its name', async () => {
  stage.files['lamp.txt'] = 'metadata: {name: new}\nspec: {bright: yes}\n';
  const answer = await stage.run(createCustomObject, {
    ...lampType,
    resource_as_yaml_file: 'lamp.txt',
  });
  assert.deepEqual((answer as JsonObject)['spec'], { bright: true });
});

test('says what is wrong before it sends anything', async () => {
  stage.files['list'] = '[]';
  const wrong: [JsonObject, string][] = [
    [{}, 'kubernetes.resource-missing'],
    [{ resource: '{}' }, 'kubernetes.argument-type'],
    [{ resource_as_yaml_file: 'list' }, 'kubernetes.manifest-shape'],
    [{ resource_as_yaml_file: 'none' }, 'kubernetes.manifest-unreadable'],
    [{ resource: {}, plural: 'lamps/status' }, 'kubernetes.custom-word'],
    [{ resource: {}, plural: 'candles' }, 'kubernetes.custom-unknown'],
    [{ resource: {}, version: 'v2' }, 'kubernetes.custom-unknown'],
    [{ resource: {}, group: 'chaos-mesh.org' }, 'kubernetes.chaos-mesh-missing'],
    [{ resource: {}, plural: 'suns' }, 'kubernetes.custom-cluster-wide'],
  ];
  for (const [args, code] of wrong) {
    await assert.rejects(stage.plan(createCustomObject, { ...lampType, ...args }), { code });
  }
  await assert.rejects(stage.plan(createClusterCustomObject, { ...lampType, resource: {} }), {
    code: 'kubernetes.custom-namespaced',
  });
});

test('from text asks the API server where the kind belongs', async () => {
  const json = await stage.plan(applyFromJson, {
    ...lampType,
    resource: JSON.stringify(lampManifest('new')),
  });
  assert.equal(json.changes[0]?.request.path, lamps);
  const inShop = { ...lampManifest('new'), metadata: { name: 'new', namespace: 'shop' } };
  const shop = await stage.plan(applyFromJson, { ...lampType, resource: JSON.stringify(inShop) });
  assert.equal(shop.changes[0]?.request.target.namespace, 'shop');
  const yaml = await stage.plan(applyFromYaml, {
    ...lampType,
    resource: 'apiVersion: example.com/v1\nkind: Sun\nmetadata: {name: sol}',
  });
  assert.equal(yaml.changes[0]?.request.path, '/apis/example.com/v1/suns');
  assert.equal('namespace' in (yaml.changes[0]?.request.target ?? {}), false);
});

test('from text says what is wrong with it', async () => {
  const wrong: [Json, string][] = [
    [null, 'kubernetes.argument-missing'],
    [lampManifest('x'), 'kubernetes.argument-type'],
    ['{', 'kubernetes.resource-syntax'],
    ['[]', 'kubernetes.argument-type'],
    ['{"kind": "Lamp"}', 'kubernetes.resource-lacks'],
    ['{"apiVersion": "example.com/v1"}', 'kubernetes.resource-lacks'],
    ['{"apiVersion": "v1", "kind": "Pod"}', 'kubernetes.resource-core'],
    ['{"apiVersion": "example.com/v1", "kind": "Candle"}', 'kubernetes.custom-unknown'],
  ];
  for (const [resource, code] of wrong) {
    await assert.rejects(stage.plan(applyFromJson, { ...lampType, resource }), { code });
  }
});
