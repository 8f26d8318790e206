import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { owedEntries } from './owed.ts';
import type { LedgerEntry } from './record.ts';

/** A mutation of a deployment; `inverse` and `request` as verb and body. */
function entry(
  id: string,
  [verb, body]: [string, JsonObject?],
  inverse: [string, JsonObject?] | undefined,
  rest: Partial<LedgerEntry> = {},
): LedgerEntry {
  const request = (some: [string, JsonObject?]) => ({
    verb: some[0],
    ...(some[1] && { body: some[1] }),
  });
  return {
    id,
    at: '',
    state: 'applied',
    cluster: 'c',
    place: { server: 's' },
    activity: 'a',
    activityId: id,
    target: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n', name: 'back' },
    request: request([verb, body]),
    inverse: inverse ? [request(inverse)] : [],
    undo: { grade: 'exact' },
    ...rest,
  };
}

const owed = (...entries: LedgerEntry[]) => owedEntries(entries).map(({ id }) => id);
const to = (replicas: number, uid = 'u'): JsonObject => ({ metadata: { uid }, spec: { replicas } });

test('what was applied, is unknown or was never told is owed; undone and failed are not', () => {
  for (const state of ['applied', 'unknown', 'intent'] as const) {
    assert.deepEqual(owed(entry('1', ['delete'], ['create'], { state })), ['1']);
  }
  for (const state of ['undone', 'failed'] as const) {
    assert.deepEqual(owed(entry('1', ['delete'], ['create'], { state })), []);
  }
});

test('what nothing puts back is not owed', () => {
  assert.deepEqual(owed(entry('1', ['delete'], undefined)), []);
});

test('a rollback that creates what was deleted settles both', () => {
  assert.deepEqual(
    owed(entry('1', ['delete'], ['create', to(1)]), entry('2', ['create', to(2)], ['delete'])),
    [],
  );
});

test('a rollback that scales back settles both, also when the object was created anew', () => {
  const down = entry('1', ['patch', to(0)], ['patch', to(3)]);
  assert.deepEqual(owed(down, entry('2', ['patch', to(3, 'new')], ['patch', to(0)])), []);
  assert.deepEqual(owed(down, entry('2', ['patch', to(5)], ['patch', to(0)])), ['1', '2']);
});

test('a rollback nobody knows the outcome of settles nothing', () => {
  const back = entry('2', ['create'], ['delete'], { state: 'unknown' });
  assert.deepEqual(owed(entry('1', ['delete'], ['create']), back), ['1', '2']);
});

test('a rollback of another object settles nothing', () => {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n', name: 'front' };
  const back = entry('2', ['create'], ['delete'], { target });
  assert.deepEqual(owed(entry('1', ['delete'], ['create']), back), ['1', '2']);
});

test('of nested changes the inner pair is settled, then the outer one', () => {
  const steps = [
    entry('1', ['patch', to(0)], ['patch', to(3)]),
    entry('2', ['delete'], ['create']),
    entry('3', ['create'], ['delete']),
    entry('4', ['patch', to(3)], ['patch', to(0)]),
  ];
  assert.deepEqual(owed(...steps.slice(0, 3)), ['1']);
  assert.deepEqual(owed(...steps), []);
});
