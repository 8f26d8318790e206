import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './compare.ts';
import { cutOff } from './cut-off.ts';
import { initialView } from './reducer.ts';
import { verdict } from './verdict.ts';
import type { ActivityRow, RunView } from './view.ts';

function row(name: string, more: Partial<ActivityRow> = {}): ActivityRow {
  return {
    what: 'activity',
    id: name,
    pointer: '',
    name,
    kind: 'probe',
    background: false,
    state: 'succeeded',
    startedAt: '',
    startedMono: 0,
    duration: 0.1,
    effects: [],
    ...more,
  };
}

function run(id: string, method: ActivityRow[], more: Partial<RunView> = {}): RunView {
  const view: RunView = { ...initialView(), run: id, state: 'ended', status: 'completed', ...more };
  view.phases.method = { phase: 'method', state: 'ended', rows: method };
  return view;
}

const answer = (status: number, date: string) => ({ status, headers: { date }, body: 'hi' });

test('steps that went otherwise, gave something else or took much longer are told, and no others', () => {
  const then = run('a', [
    row('same', { output: answer(200, 'Monday') }),
    row('worse', { toleranceMet: true }),
    row('other', { output: 3 }),
    row('slow', { duration: 0.2 }),
    row('a bit slower', { duration: 0.2 }),
    row('gone'),
  ]);
  const now = run('b', [
    row('same', { output: answer(200, 'Tuesday') }),
    row('worse', { toleranceMet: false }),
    row('other', { output: 4 }),
    row('slow', { duration: 2.5 }),
    row('a bit slower', { duration: 0.3 }),
    row('added'),
  ]);
  const { steps, same, more } = compare(then, now);
  assert.deepEqual(
    steps.map(({ name, change }) => [name, change]),
    [
      ['worse', 'result'],
      ['other', 'output'],
      ['slow', 'time'],
      ['added', 'added'],
      ['gone', 'gone'],
    ],
  );
  assert.deepEqual([same, more], [2, 0]);
  assert.deepEqual([steps[1]?.before?.output, steps[1]?.after?.output], ['3', '4']);
});

test('the second step of a name is held against the second', () => {
  const then = run('a', [row('p', { output: 1 }), row('p', { output: 2 })]);
  const now = run('b', [row('p', { output: 1 }), row('p', { output: 3 })]);
  const { steps, same } = compare(then, now);
  assert.deepEqual([steps.length, same], [1, 1]);
  assert.deepEqual([steps[0]?.before?.output, steps[0]?.after?.output], ['2', '3']);
});

test('both verdicts are told, and many differences are counted', () => {
  const many = (value: number) =>
    Array.from({ length: 500 }, (_, at) => row(`s${at}`, { output: value }));
  const { before, after, steps, more } = compare(
    run('a', many(1), { duration: 3 }),
    run('b', many(2), { deviated: true, duration: 4 }),
  );
  assert.deepEqual([before.headline, before.duration], ['completed', 3]);
  assert.deepEqual([after.headline, after.mood, after.duration], ['deviated', 'bad', 4]);
  assert.deepEqual([steps.length, more], [100, 400]);
});

test('a run whose record just stops is interrupted, with what was under way', () => {
  const live = run('a', [row('done'), row('cut', { state: 'running', kind: 'action' })], {
    state: 'running',
    mono: 5000,
    startedMono: 1000,
  });
  delete live.status;
  live.phases.method.state = 'running';
  const view = cutOff(live, 'its program is gone');
  assert.deepEqual([view.state, view.status, view.duration], ['ended', 'interrupted', 4]);
  assert.deepEqual(
    view.phases.method.rows.map(({ state }) => state),
    ['succeeded', 'interrupted'],
  );
  const { headline, sentence } = verdict(view);
  assert.equal(headline, 'interrupted');
  assert.deepEqual(sentence.args, { reason: 'its program is gone', action: 'cut' });
  const ended = run('b', []);
  assert.equal(cutOff(ended, 'x'), ended);
});
