import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import { lost, object } from '../../testing/fake-cluster.ts';
import { addLamp, lampNow, lampType, newLampStage } from '../../testing/lamps.ts';
import type { Stage } from '../../testing/stage.ts';
import { deleteCustomObject } from './actions.ts';

let stage: Stage;

beforeEach(() => {
  stage = newLampStage();
});

test('is of the object that was seen, and is undone by creating it again', async () => {
  const former = structuredClone(addLamp(stage));
  const made = await stage.plan(deleteCustomObject, { ...lampType, name: 'one' });
  await stage.execute(deleteCustomObject, made);
  assert.equal(lampNow(stage), undefined);
  assert.deepEqual(await stage.undo(), ['done']);
  assert.deepEqual(lampNow(stage)?.spec, former.spec);
});

test('of a namesake created since is refused', async () => {
  addLamp(stage);
  const made = await stage.plan(deleteCustomObject, { ...lampType, name: 'one' });
  addLamp(stage, { metadata: { ...object('one').metadata, uid: 'another' } });
  await assert.rejects(stage.execute(deleteCustomObject, made), { code: 'kubernetes.conflict' });
  assert.equal(lampNow(stage)?.metadata.uid, 'another');
});

test('gives the API server’s word also when its answer was lost', async () => {
  addLamp(stage);
  stage.cluster.afterwards = ({ method }) => {
    if (method === 'DELETE') {
      throw lost();
    }
  };
  assert.deepEqual(await stage.run(deleteCustomObject, { ...lampType, name: 'one' }), {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: 'one', group: 'example.com', kind: 'lamps', uid: 'uid-of-one' },
  });
});

test('what is lost by it is said', async () => {
  const meta = object('one').metadata;
  const owner = { apiVersion: 'v1', kind: 'Shop', name: 's', uid: 'u' };
  const cases: [Partial<KubeObject>, string][] = [
    [{}, 'partial kubernetes.undo-uid 1'],
    [{ status: {} }, 'partial kubernetes.undo-status 1'],
    [
      { metadata: { ...meta, ownerReferences: [owner] }, status: {} },
      'partial kubernetes.undo-owners 1',
    ],
    [
      { metadata: { ...meta, finalizers: ['a/b'], ownerReferences: [owner] } },
      'partial kubernetes.undo-finalizers 1',
    ],
    [{ kind: 'CustomResourceDefinition' }, 'partial kubernetes.undo-definition 1'],
    [{ metadata: { ...meta, deletionTimestamp: 'now' } }, 'none kubernetes.undo-ending 0'],
  ];
  for (const [rest, wanted] of cases) {
    addLamp(stage, rest);
    const { changes } = await stage.plan(deleteCustomObject, { ...lampType, name: 'one' });
    const told = changes.map(
      ({ undo, inverse }) => `${undo.grade} ${undo.reason?.code} ${inverse.length}`,
    );
    assert.deepEqual(told, [wanted]);
  }
});

test('tells a missing object from a missing kind, and never takes all', async () => {
  const deleting = (args: JsonObject) => stage.plan(deleteCustomObject, { ...lampType, ...args });
  await assert.rejects(deleting({ name: 'none' }), { code: 'kubernetes.custom-missing' });
  await assert.rejects(deleting({ name: 'x', plural: 'candles' }), {
    code: 'kubernetes.custom-unknown',
  });
  await assert.rejects(deleting({ name: '' }), { code: 'kubernetes.argument-missing' });
});
