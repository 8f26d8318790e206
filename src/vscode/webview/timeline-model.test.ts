import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActivityRow, PauseRow, RunView } from '../../engine/view.ts';
import { timeline } from './timeline-model.ts';

function row(name: string, startedMono: number, more: Partial<ActivityRow> = {}): ActivityRow {
  return {
    what: 'activity',
    id: name,
    pointer: '',
    name,
    kind: 'action',
    background: false,
    state: 'succeeded',
    startedAt: '',
    startedMono,
    duration: 1,
    effects: [],
    ...more,
  };
}

function pause(startedMono: number, state: PauseRow['state']): PauseRow {
  return {
    what: 'pause',
    id: `pause ${startedMono}`,
    when: 'after',
    seconds: 5,
    startedMono,
    state,
  };
}

function view(method: (ActivityRow | PauseRow)[], more: Partial<RunView> = {}): RunView {
  return {
    run: 'r',
    title: 't',
    experiment: {},
    clusters: [],
    startedAt: '',
    seq: 1,
    mono: 10_000,
    state: 'ended',
    deviated: false,
    duration: 10,
    phases: {
      before: {
        phase: 'before',
        state: 'ended',
        met: true,
        rows: [row('a', 0, { duration: 0.5 }), row('b', 500)],
      },
      method: { phase: 'method', state: 'ended', rows: method },
      after: { phase: 'after', state: 'ended', met: false, rows: [row('a', 8000)] },
      rollbacks: { phase: 'rollbacks', state: 'waiting', rows: [] },
    },
    observed: {},
    ...more,
  };
}

test('phases of the hypothesis are one block each, steps and pauses their own', () => {
  const { blocks, total, lines } = timeline(view([row('x', 2000), pause(3000, 'over')]), 0);
  assert.equal(total, 10_000);
  assert.equal(lines, 1);
  assert.deepEqual(
    blocks.map(({ kind, from, to, state }) => [kind, from, to, state]),
    [
      ['before', 0, 1500, 'good'],
      ['step', 2000, 3000, 'good'],
      ['pause', 3000, 8000, 'neutral'],
      ['after', 8000, 9000, 'bad'],
    ],
  );
});

test('what runs at the same time stands on lines of its own', () => {
  const { blocks, lines } = timeline(
    view([row('bg', 2000, { background: true, duration: 5 }), row('x', 2500), row('y', 3600)]),
    0,
  );
  assert.equal(lines, 2);
  assert.deepEqual(
    blocks.filter(({ kind }) => kind === 'step').map(({ line }) => line),
    [0, 1, 1],
  );
});

test('while it runs, the right edge is now', () => {
  const running = row('x', 2000, { state: 'running' });
  delete running.duration;
  const live = view([running], { state: 'running' });
  live.phases.after.rows = [];
  const { blocks, total } = timeline(live, 6000);
  assert.equal(total, 6000);
  assert.deepEqual(blocks.at(-1)?.to, 6000);
});

test('the time before the first step, in which a person may be asked, is left out', () => {
  const asked = view([row('x', 62_000)], { mono: 64_000, duration: 3 });
  asked.phases.before.rows = [row('a', 60_000)];
  asked.phases.after.rows = [];
  asked.observed = { 'Deployment/default/back': [{ mono: 59_000, ready: 2, wanted: 2 }] };
  const { total, blocks, lanes } = timeline(asked, 0);
  assert.equal(total, 3000);
  assert.deepEqual(
    blocks.map(({ from, to }) => [from, to]),
    [
      [0, 1000],
      [2000, 3000],
    ],
  );
  assert.deepEqual(lanes[0]?.levels, [{ from: 0, to: 3000, ready: 2, wanted: 2 }]);
});

test('a pause cut short ends where the next step begins', () => {
  const { blocks } = timeline(view([pause(2000, 'skipped'), row('x', 2600)]), 0);
  assert.deepEqual(
    blocks.filter(({ kind }) => kind === 'pause').map(({ from, to }) => [from, to]),
    [[2000, 2600]],
  );
});

test('readiness is held until it changes', () => {
  const observed = {
    'Deployment/default/back': [
      { mono: 0, ready: 2, wanted: 2 },
      { mono: 900, ready: 0, wanted: 2 },
    ],
  };
  const { lanes } = timeline(view([], { observed }), 0);
  assert.deepEqual(lanes[0]?.levels, [
    { from: 0, to: 900, ready: 2, wanted: 2 },
    { from: 900, to: 10_000, ready: 0, wanted: 2 },
  ]);
});

test('the axis has few marks at round times', () => {
  const { marks } = timeline(view([]), 0);
  assert.deepEqual(marks, [0, 2000, 4000, 6000, 8000, 10_000]);
});
