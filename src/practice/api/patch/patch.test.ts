import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../../experiment/json.ts';
import { builtInKinds } from '../registry/kinds.ts';
import { patched, patchTypes } from './index.ts';

const deployment = builtInKinds.find(({ kind }) => kind === 'Deployment') ?? assert.fail();
const apply = (object: Record<string, Json>, patch: Json, type: string) =>
  patched(deployment, object, patch, type);

test('a JSON patch adds, removes, replaces, moves, copies and tests', () => {
  const object = { a: { b: 1, 'x/y': 2 }, list: [1, 2, 3] };
  const patch: Json = [
    { op: 'test', path: '/a/b', value: 1 },
    { op: 'add', path: '/list/1', value: 9 },
    { op: 'add', path: '/list/-', value: 4 },
    { op: 'remove', path: '/list/0' },
    { op: 'replace', path: '/a/x~1y', value: 5 },
    { op: 'copy', from: '/a/b', path: '/c' },
    { op: 'move', from: '/c', path: '/d' },
  ];
  assert.deepEqual(apply(object, patch, patchTypes.json), {
    a: { b: 1, 'x/y': 5 },
    list: [9, 2, 3, 4],
    d: 1,
  });
  assert.deepEqual(object.list, [1, 2, 3]);
});

test('an operation that does not fit is refused', () => {
  const operations: Json[] = [
    { op: 'test', path: '/a', value: 2 },
    { op: 'remove', path: '/none' },
    { op: 'replace', path: '/none/x', value: 1 },
    { op: 'replace', path: '/list/0', value: 1 },
    { op: 'test', path: '/none/x', value: null },
    { op: 'copy', from: '/none/x', path: '/b' },
    { op: 'add', path: '', value: {} },
    { op: 'remove', path: '' },
    { op: 'add', path: '/none/x', value: 1 },
    { op: 'add', path: '/list/7', value: 1 },
    { op: 'what', path: '/a' },
  ];
  for (const operation of operations) {
    const refused = () => apply({ a: 1, list: [] }, [operation], patchTypes.json);
    assert.throws(refused, { code: 422 }, JSON.stringify(operation));
  }
  assert.throws(() => apply({}, { op: 'add' }, patchTypes.json), { code: 400 });
});

test('a member that is missing can be replaced, tested for null and copied', () => {
  const patch: Json = [
    { op: 'test', path: '/none', value: null },
    { op: 'copy', from: '/none', path: '/b' },
    { op: 'replace', path: '/none', value: 1 },
  ];
  assert.deepEqual(apply({ a: 1 }, patch, patchTypes.json), { a: 1, b: null, none: 1 });
  const whole: Json = [{ op: 'replace', path: '', value: { a: 2 } }];
  assert.deepEqual(apply({ a: 1 }, whole, patchTypes.json), { a: 2 });
});

test('a merge patch merges objects, replaces lists and takes away by null', () => {
  const object = { a: { b: 1, c: 2 }, list: [1, 2] };
  const patch = { a: { b: null, d: { e: null, f: 3 } }, list: [3] };
  assert.deepEqual(apply(object, patch, patchTypes.merge), {
    a: { c: 2, d: { f: 3 } },
    list: [3],
  });
});

const pod = (containers: Json[]) => ({ spec: { template: { spec: { containers } } } });

test('a strategic merge patch merges containers by name and their ports by number', () => {
  const object = pod([
    { name: 'a', image: 'one', ports: [{ containerPort: 80, name: 'web' }], args: ['x', 'y'] },
    { name: 'b', image: 'two' },
  ]);
  const patch = pod([
    { name: 'a', ports: [{ containerPort: 81 }, { containerPort: 80, name: 'http' }], args: ['z'] },
    { name: 'c', image: 'three' },
    { name: 'b', $patch: 'delete' },
  ]);
  assert.deepEqual(
    apply(object, patch, patchTypes.strategic),
    pod([
      {
        name: 'a',
        image: 'one',
        ports: [{ containerPort: 81 }, { containerPort: 80, name: 'http' }],
        args: ['z'],
      },
      { name: 'c', image: 'three' },
    ]),
  );
});

test('the directives of a strategic merge patch hold', () => {
  const object = {
    metadata: { finalizers: ['a', 'b', 'c'] },
    spec: {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
      ...pod([{ name: 'a' }, { name: 'b' }, { name: 'c' }]).spec,
    },
  };
  const patch = {
    metadata: { '$deleteFromPrimitiveList/finalizers': ['b'], finalizers: ['d'] },
    spec: {
      strategy: { $retainKeys: ['type'], type: 'Recreate' },
      template: {
        spec: {
          '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }],
          containers: [{ name: 'a', image: 'x' }],
        },
      },
    },
  };
  assert.deepEqual(apply(object, patch, patchTypes.strategic), {
    metadata: { finalizers: ['d', 'a', 'c'] },
    spec: {
      strategy: { type: 'Recreate' },
      ...pod([{ name: 'b' }, { name: 'c' }, { name: 'a', image: 'x' }]).spec,
    },
  });
  const replaced = apply(
    object,
    { spec: { $patch: 'replace', replicas: 1 } },
    patchTypes.strategic,
  );
  assert.deepEqual(replaced['spec'], { replicas: 1 });
});

test('server-side apply and unknown types are refused, with what there is', () => {
  assert.throws(() => apply({}, {}, 'application/apply-patch+yaml'), {
    code: 415,
    message: /server-side apply/,
  });
  assert.throws(() => apply({}, {}, 'text/plain'), { code: 415, message: /merge-patch/ });
});
