import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PastRun } from '../../ledger/past-runs.ts';
import { format } from '../../messages/format.ts';
import { runRow } from './row.ts';

const run: PastRun = {
  id: '20261123T220001Z-00000000',
  at: '2026-11-23T22:00:01Z',
  title: 'What if the backend is gone?',
  source: 'experiment.json',
  state: 'ended',
  status: 'completed',
  deviated: false,
  duration: 14.2,
  owed: 0,
};
const row = (more: Partial<PastRun>) => runRow({ ...run, ...more }, format, () => '22:00');

test('a row tells how the run ended, when, and how long it took', () => {
  const { label, description, tooltip, kind } = row({ deviated: true });
  assert.equal(label, 'What if the backend is gone?');
  assert.equal(description, 'deviated · 22:00 · 14.2 s');
  assert.match(tooltip, /deviated\nstarted 22:00\nexperiment experiment\.json/);
  assert.equal(kind, 'run.ended');
});

test('what can be undone is said, but not while the run goes on', () => {
  assert.deepEqual(
    [row({ owed: 2 }), row({ owed: 2, state: 'running' })].map(({ kind }) => kind),
    ['run.ended.owed', 'run.running'],
  );
  assert.match(row({ owed: 2 }).description, /undo: 2 changes$/);
});

test('a run that was cut off is interrupted, whatever it had come to', () => {
  const { description, kind } = row({ state: 'crashed', status: undefined as never });
  assert.match(description, /^interrupted · /);
  assert.equal(kind, 'run.crashed');
});

test('a run without a title is known by its id, and every end has a sign of its own', () => {
  assert.equal(row({ title: '' }).label, 'Run 20261123T220001Z-00000000');
  const icons = [
    row({}),
    row({ deviated: true }),
    row({ state: 'crashed' }),
    row({ state: 'running' }),
  ].map(({ icon }) => icon);
  assert.equal(new Set(icons).size, 4);
});

test('a run whose experiment is a file says where it is, and offers to open it', () => {
  const { kind, tooltip } = row({ file: '/somewhere/a.json', source: 'a.json', owed: 1 });
  assert.equal(kind, 'run.ended.file.owed');
  assert.match(tooltip, /\/somewhere\/a\.json/);
});
