import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpenConnections } from './connections.ts';

test('tells of connections that come, go and are opened anew, and of nothing else', () => {
  const connections = new OpenConnections();
  const seen: (string | undefined)[] = [];
  connections.onDidChange(() => seen.push(connections.of('kind')));
  connections.set(new Map([['kind', 'connection 1']]));
  connections.set(new Map([['kind', 'connection 1']]));
  connections.set(new Map([['kind', 'connection 2']]));
  connections.set(new Map());
  assert.deepEqual(seen, ['connection 1', 'connection 2', undefined]);
  assert.equal(connections.of(undefined), undefined);
});
