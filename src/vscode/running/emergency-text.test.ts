import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UndoOutcome } from '../../kubernetes/undo/undo.ts';
import { format } from '../../messages/format.ts';
import { emergencySummary, type Stopped } from './emergency-text.ts';

const outcome = (name: string, how: UndoOutcome['how']): UndoOutcome => ({
  id: name,
  kind: 'Deployment',
  name,
  activity: 'a.b',
  how,
  text: { code: 'kubernetes.undo-did-patch', args: { kind: 'Deployment', name } },
});
const run = (more: Partial<Stopped>): Stopped => ({
  title: 'Mine',
  runId: 'r',
  ended: true,
  outcomes: [],
  ...more,
});
const summary = (stopped: Stopped[], others = 0) =>
  emergencySummary(stopped, others, (message) => format(message));

test('all ended and put back is good', () => {
  const outcomes = [outcome('back', 'done'), outcome('front', 'done')];
  assert.deepEqual(summary([run({ outcomes }), run({})]), {
    good: true,
    message: '2 runs ended. 2 changes were put back.',
  });
  assert.equal(summary([run({})]).message, '1 run ended. Nothing was changed in a cluster.');
});

test('what is left, could not be put back or goes on is told and not good', () => {
  const left = summary([run({ outcomes: [outcome('back', 'done'), outcome('front', 'failed')] })]);
  assert.equal(left.good, false);
  assert.match(left.message, /1 change was put back\. 1 change is not: Deployment front/);
  const lost = summary([run({ problem: 'The cluster does not answer.' })]);
  assert.equal(lost.good, false);
  assert.match(lost.message, /“Mine”.*The cluster does not answer\.$/);
  const alive = summary([run({ ended: false })]);
  assert.equal(alive.good, false);
  assert.match(alive.message, /“Mine” still goes on/);
});

test('what earlier runs have left is told too', () => {
  assert.match(summary([run({})], 2).message, /2 earlier runs have left something/);
});
