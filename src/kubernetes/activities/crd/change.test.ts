import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import { lost, object } from '../../testing/fake-cluster.ts';
import { addLamp, lampNow, lampType, newLampStage } from '../../testing/lamps.ts';
import type { Stage } from '../../testing/stage.ts';
import type { KubernetesAction } from '../types.ts';
import { patchCustomObject, replaceCustomObject } from './actions.ts';

let stage: Stage;

beforeEach(() => {
  stage = newLampStage();
});

const turnOn = [{ op: 'replace', path: '/spec/bright', value: true }];
const replacement = { apiVersion: 'example.com/v1', kind: 'Lamp', spec: { watts: 5 } };

/** All but what the server writes by itself. */
const content = (found: KubeObject | undefined) => {
  const { labels = {}, annotations = {}, finalizers = [], uid } = found?.metadata ?? {};
  const { metadata: _, ...rest } = found ?? {};
  return structuredClone({ ...rest, labels, annotations, finalizers, uid });
};

test('a patch gives the object, and undo gives the fields it touches back', async () => {
  const former = content(addLamp(stage, { note: 'kept' }));
  const operations: Json[] = [
    ...turnOn,
    { op: 'add', path: '/extra~0a', value: 1 },
    { op: 'remove', path: '/note' },
    { op: 'add', path: '/metadata/labels', value: { mine: 'x' } },
  ];
  const made = await stage.plan(patchCustomObject, {
    ...lampType,
    name: 'one',
    resource: operations,
  });
  const answer = (await stage.execute(patchCustomObject, made)) as unknown as KubeObject;
  assert.deepEqual(
    [answer.spec, answer['extra~a'], answer['note'], answer.metadata.labels],
    [{ bright: true }, 1, undefined, { mine: 'x' }],
  );
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(content(lampNow(stage)), former);
  assert.equal(made.changes[0]?.undo.grade, 'exact');
});

describe('somebody else’s change since then', () => {
  beforeEach(async () => {
    addLamp(stage);
    await stage.run(patchCustomObject, { ...lampType, name: 'one', resource: turnOn });
  });

  const wouldAsk = async () => {
    assert.deepEqual(await stage.undo(), ['ask']);
    assert.deepEqual(stage.asked, ['kubernetes.undo-question-values']);
  };

  test('of the same field is not taken back unasked', async () => {
    Object.assign(lampNow(stage) ?? {}, { spec: { bright: 'very' } });
    await wouldAsk();
  });

  test('of another field is not either, as all are put back', async () => {
    const { managedFields = [] } = lampNow(stage)?.metadata ?? {};
    Object.assign(managedFields[0] ?? {}, { time: '1' });
    managedFields.push({ manager: 'kubectl', time: '2' });
    await wouldAsk();
  });

  test('of the status does not matter', async () => {
    const { managedFields = [] } = lampNow(stage)?.metadata ?? {};
    Object.assign(managedFields[0] ?? {}, { time: '1' });
    managedFields.push({ manager: 'operator', time: '2', subresource: 'status' });
    assert.deepEqual(await stage.undo(), ['done']);
  });
});

test('a patch that only adds is put back too', async () => {
  const former = content(addLamp(stage));
  const resource = [{ op: 'add', path: '/spec/watts', value: 5 }];
  await stage.run(patchCustomObject, { ...lampType, name: 'one', resource });
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(content(lampNow(stage)), former);
});

test('a status counts only where it was patched', async () => {
  addLamp(stage, { status: { heat: 1 } });
  const args = { ...lampType, name: 'one' };
  await stage.run(patchCustomObject, { ...args, resource: turnOn });
  Object.assign(lampNow(stage) ?? {}, { spec: { bright: false }, status: { heat: 2 } });
  assert.deepEqual(await stage.undo(), ['nothing']);
  stage.entries.length = 0;
  const resource = [{ op: 'replace', path: '/status/heat', value: 3 }];
  await stage.run(patchCustomObject, { ...args, resource });
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(lampNow(stage)?.status, { heat: 2 });
});

test('two changes are put back one after the other, unasked', async () => {
  const former = content(addLamp(stage));
  const resource = { ...replacement, metadata: { name: 'one' } };
  await stage.run(patchCustomObject, { ...lampType, name: 'one', resource: turnOn });
  await stage.run(replaceCustomObject, { ...lampType, name: 'one', resource });
  assert.deepEqual(await stage.undo(), ['done', 'done']);
  assert.deepEqual([content(lampNow(stage)), stage.asked], [former, []]);
});

test('a replacement needs no resourceVersion, and undo puts the former object back', async () => {
  const former = content(addLamp(stage, { note: 'mine' }));
  const resource = { ...replacement, metadata: { name: 'one' }, more: [1] };
  const made = await stage.plan(replaceCustomObject, { ...lampType, name: 'one', resource });
  await stage.execute(replaceCustomObject, made);
  assert.deepEqual(
    [
      lampNow(stage)?.spec,
      lampNow(stage)?.['note'],
      lampNow(stage)?.['more'],
      lampNow(stage)?.metadata.uid,
    ],
    [{ watts: 5 }, undefined, [1], 'uid-of-one'],
  );
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(content(lampNow(stage)), former);
});

test('what others change at the same moment is changed as it is then', async () => {
  for (const [action, resource] of [
    [patchCustomObject, turnOn],
    [replaceCustomObject, { ...replacement, metadata: { name: 'one' } }],
  ] as const) {
    addLamp(stage);
    const made = await stage.plan(action, { ...lampType, name: 'one', resource });
    Object.assign(lampNow(stage)?.metadata ?? {}, { resourceVersion: '7' });
    stage.entries.length = 0;
    await stage.execute(action, made);
    assert.deepEqual(stage.outcomes, ['failed', 'applied']);
    assert.equal(lampNow(stage)?.metadata.resourceVersion, '8');
  }
});

test('a resourceVersion of one’s own is a lock', async () => {
  addLamp(stage);
  const resource = { ...replacement, metadata: { name: 'one', resourceVersion: '0' } };
  await assert.rejects(stage.run(replaceCustomObject, { ...lampType, name: 'one', resource }), {
    code: 'kubernetes.conflict',
  });
  assert.deepEqual(stage.outcomes, ['failed']);
});

test('a namesake created since is not touched', async () => {
  addLamp(stage);
  const made = await stage.plan(patchCustomObject, { ...lampType, name: 'one', resource: turnOn });
  addLamp(stage, { metadata: { ...object('one').metadata, uid: 'another', resourceVersion: '9' } });
  await assert.rejects(stage.execute(patchCustomObject, made));
  assert.deepEqual([lampNow(stage)?.spec, stage.outcomes], [{ bright: false }, ['failed']]);
});

test('a patch that does not fit says so, once', async () => {
  addLamp(stage);
  const resource = [{ op: 'test', path: '/spec/bright', value: true }];
  await assert.rejects(stage.run(patchCustomObject, { ...lampType, name: 'one', resource }), {
    code: 'kubernetes.json-patch-misfit',
  });
  assert.deepEqual(stage.outcomes, ['failed']);
});

const lists: [string, KubernetesAction, Json][] = [
  ['a patch', patchCustomObject, [{ op: 'add', path: '/list/-', value: 1 }]],
  ['a replacement', replaceCustomObject, { metadata: { name: 'one' }, list: [1] }],
];

for (const [name, action, resource] of lists) {
  test(`${name} whose answer was lost is found by its manager and not sent again`, async () => {
    addLamp(stage, { list: [] });
    let sent = 0;
    stage.cluster.afterwards = ({ method }) => {
      if (method !== 'GET') {
        sent += 1;
        throw lost();
      }
    };
    const answer = await stage.run(action, { ...lampType, name: 'one', resource });
    assert.deepEqual([(answer as JsonObject)['list'], sent, stage.outcomes], [[1], 1, ['applied']]);
  });

  test(`${name} that did not happen is sent again`, async () => {
    addLamp(stage, { list: [] });
    let sent = 0;
    stage.cluster.before = ({ method }) => {
      sent += method === 'GET' ? 0 : 1;
      if (method !== 'GET' && sent === 1) {
        throw lost();
      }
    };
    await stage.run(action, { ...lampType, name: 'one', resource });
    assert.deepEqual([lampNow(stage)?.['list'], sent, stage.outcomes], [[1], 2, ['applied']]);
  });
}

test('an object that is being deleted can’t be put back', async () => {
  addLamp(stage, { metadata: { ...object('one').metadata, deletionTimestamp: 'now' } });
  const args = { name: 'one', resource: [{ op: 'remove', path: '/metadata/finalizers' }] };
  const { changes } = await stage.plan(patchCustomObject, { ...lampType, ...args });
  assert.deepEqual(changes[0]?.inverse, []);
  assert.equal(changes[0]?.undo.reason?.code, 'kubernetes.undo-ending');
});

test('a patch must be a list of operations', async () => {
  stage.files['patch'] = '{"spec": {}}';
  const patching = (args: JsonObject) =>
    stage.plan(patchCustomObject, { ...lampType, name: 'one', ...args });
  await assert.rejects(patching({ resource: { spec: {} } }), {
    code: 'kubernetes.argument-type',
  });
  await assert.rejects(patching({ resource: [1] }), { code: 'kubernetes.argument-type' });
  await assert.rejects(patching({ resource_as_yaml_file: 'patch' }), {
    code: 'kubernetes.json-patch-shape',
  });
});
