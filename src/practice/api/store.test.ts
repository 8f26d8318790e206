import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from './objects.ts';
import { Store } from './store.ts';

const object = (name: string, namespace = 'a', data = ''): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '' },
  data: { text: data },
});
const key = (name: string, namespace = 'a') => ({ resource: 'configmaps', namespace, name });
const names = (objects: KubeObject[]) => objects.map(({ metadata }) => metadata.name);

test('every write takes the next version of one counter', () => {
  const store = new Store();
  const first = store.put(key('x'), object('x'));
  const second = store.put({ ...key('y'), resource: 'secrets' }, object('y'));
  const gone = store.remove(key('x'));
  const versions = [first, second, gone].map((one) => Number(one?.metadata.resourceVersion));
  assert.deepEqual(versions, [2, 3, 4]);
  assert.equal(store.version, 4);
});

test('a list is ordered by namespace and name, and can be of one namespace', () => {
  const store = new Store();
  for (const [name, namespace] of [
    ['b', 'z'],
    ['b', 'a'],
    ['a-1', 'a'],
    ['a', 'a'],
  ] as const) {
    store.put(key(name, namespace), object(name, namespace));
  }
  assert.deepEqual(names(store.list('configmaps')), ['a', 'a-1', 'b', 'b']);
  assert.deepEqual(names(store.list('configmaps', 'z')), ['b']);
});

test('a list at an older version shows what was there then', () => {
  const store = new Store();
  store.put(key('a'), object('a', 'a', 'old'));
  store.put(key('b'), object('b'));
  const then = store.version;
  store.put(key('a'), object('a', 'a', 'new'));
  store.put(key('c'), object('c'));
  store.remove(key('b'));
  const listed = store.list('configmaps', '', then);
  assert.deepEqual(names(listed), ['a', 'b']);
  assert.deepEqual(listed[0]?.['data'], { text: 'old' });
  assert.deepEqual(names(store.list('configmaps')), ['a', 'c']);
});

test('changes follow one another, and the old ones expire', () => {
  const store = new Store(3);
  store.put(key('a'), object('a'));
  const start = store.version;
  store.put(key('a'), object('a', 'a', '1'));
  store.remove(key('a'));
  const modified = store.next('configmaps', start);
  assert.equal(modified?.type, 'MODIFIED');
  assert.equal(store.next('configmaps', modified?.version ?? 0)?.type, 'DELETED');
  assert.equal(store.next('configmaps', store.version), undefined);
  for (let count = 0; count < 6; count++) {
    store.put(key('b'), object('b'));
  }
  assert.throws(() => store.next('configmaps', start), { code: 410, reason: 'Expired' });
  assert.throws(() => store.list('configmaps', '', start), { code: 410 });
});

test('a compaction ends the older versions and keeps the objects', () => {
  const store = new Store();
  store.put(key('a'), object('a'));
  const before = store.version;
  store.put(key('b'), object('b'));
  store.compact();
  assert.throws(() => store.next('configmaps', before), { code: 410 });
  assert.equal(store.next('configmaps', store.version), undefined);
  assert.deepEqual(names(store.list('configmaps')), ['a', 'b']);
});

test('a subscriber hears every write to its resource until it ends', () => {
  const store = new Store();
  const heard: string[] = [];
  const end = store.subscribe('configmaps', ({ type, object: { metadata } }) =>
    heard.push(`${type} ${metadata.name}`),
  );
  store.put(key('a'), object('a'));
  store.put({ ...key('s'), resource: 'secrets' }, object('s'));
  store.remove(key('a'));
  end();
  store.put(key('b'), object('b'));
  assert.deepEqual(heard, ['ADDED a', 'DELETED a']);
});
