import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format } from '../../messages/format.ts';
import { experimentRow } from './row.ts';

const at = '2026-01-01T12:00:00Z';
const row = (last: Parameters<typeof experimentRow>[0]) =>
  experimentRow(last, format, () => 'noon');

test('an experiment says how its last run ended, by a sign too', () => {
  assert.deepEqual(row({ status: 'completed', deviated: false, at }), {
    description: 'completed · noon',
    icon: 'pass',
    color: 'testing.iconPassed',
  });
  const deviated = row({ status: 'completed', deviated: true, at });
  assert.match(deviated.description, /deviated · noon/);
  assert.equal(deviated.icon, 'error');
  assert.equal(row({ status: 'failed', deviated: false, at }).icon, 'error');
});

test('one that never ran says so', () => {
  assert.deepEqual(row(undefined), { description: 'not run yet', icon: 'beaker' });
});
