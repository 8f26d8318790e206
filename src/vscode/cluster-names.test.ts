import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClusterObject } from '../experiment/language/world.ts';
import { NameCache } from './cluster-names.ts';
import { OpenConnections } from './connections.ts';

function cache() {
  const connections = new OpenConnections();
  const asked: string[] = [];
  const answers: ((objects: ClusterObject[]) => void)[] = [];
  const clock = { now: 0 };
  const names = new NameCache(
    connections,
    ({ connection, namespace, kind }) => {
      asked.push(`${connection} ${kind} ${namespace}`);
      return new Promise((resolve) => answers.push(resolve));
    },
    () => clock.now,
  );
  connections.set(new Map([['one', 'c1']]));
  return { connections, names, asked, answers, clock };
}

const front = [{ name: 'front', labels: {} }];

test('names are asked for once, given as they are known, and asked for again when they are old', async () => {
  const { names, asked, answers, clock } = cache();
  const look = () => names.of('one', 'One')?.list('pods', 'default');
  assert.equal(look(), undefined);
  assert.equal(look(), undefined);
  assert.deepEqual(asked, ['c1 pods default']);
  answers[0]?.(front);
  await new Promise(setImmediate);
  assert.deepEqual(look(), front);
  assert.equal(asked.length, 1);
  clock.now += 11_000;
  assert.deepEqual(look(), front, 'the old ones, while new ones are asked for');
  assert.equal(asked.length, 2);
});

test('a cluster that nobody opened here is not asked', () => {
  const { names, asked } = cache();
  assert.equal(names.of('two', 'Two'), undefined);
  assert.equal(names.of(undefined, ''), undefined);
  assert.deepEqual(asked, []);
});

test('what may not be listed has no names, and a connection that closes is forgotten', async () => {
  const connections = new OpenConnections();
  connections.set(new Map([['one', 'c1']]));
  const names = new NameCache(connections, () => Promise.reject(new Error('forbidden')));
  const look = () => names.of('one', 'One')?.list('pods', 'default');
  look();
  await new Promise(setImmediate);
  assert.deepEqual(look(), []);
  connections.set(new Map());
  assert.equal(names.of('one', 'One'), undefined);
});
