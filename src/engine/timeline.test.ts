import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeline } from './timeline.ts';
import type { ActivityRow, PauseRow, RunView } from './view.ts';

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
    startedMono: 0,
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
    held: [],
    observed: {},
    values: {},
    happenings: [],
    unobserved: [],
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

test('of many steps, short ones that follow each other are one, as bad as the worst', () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    row(`s${index}`, 2000 + index, {
      duration: 0.001,
      state: index === 2500 ? 'failed' : 'succeeded',
    }),
  );
  const { blocks } = timeline(view([...many, row('long', 7100, { duration: 0.8 })]), 0);
  const steps = blocks.filter(({ kind }) => kind === 'step');
  assert.ok(steps.length <= 250, String(steps.length));
  assert.equal(
    steps.reduce((sum, { count }) => sum + (count ?? 1), 0),
    5001,
  );
  assert.equal(steps.filter(({ state }) => state === 'bad').length, 1);
  assert.equal(steps.at(-1)?.name, 'long');
});

test('workloads that the run touched come first, then what changed; the rest is counted', () => {
  const still = (name: string) => [`Deployment/shop/${name}`, [{ mono: 0, ready: 1, wanted: 1 }]];
  const observed = {
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map(still)),
    'Deployment/shop/moved': [
      { mono: 0, ready: 1, wanted: 1 },
      { mono: 500, ready: 0, wanted: 1 },
    ],
    'Deployment/shop/hit': [{ mono: 0, ready: 1, wanted: 1 }],
    'Service/shop/quiet': [{ mono: 0, ready: 1, wanted: 1 }],
  };
  const pod = { verb: 'deleted', kind: 'Pod', namespace: 'shop', name: 'hit-7f9c6-x2abc' } as const;
  const { lanes, quiet } = timeline(view([row('x', 2000, { effects: [pod] })], { observed }), 0);
  assert.deepEqual(
    lanes.map(({ name, touched }) => [name, touched]),
    [
      ['hit', true],
      ['moved', false],
    ],
  );
  assert.equal(quiet, 4);
});

test('events of the cluster are drawn where they belong to a lane, alike ones together', () => {
  const observed = {
    'Deployment/shop/back': [
      { mono: 0, ready: 2, wanted: 2 },
      { mono: 900, ready: 0, wanted: 2 },
    ],
  };
  const event = (mono: number, name: string, reason = 'Killing') => ({
    mono,
    kind: 'Pod',
    namespace: 'shop',
    name,
    reason,
    text: 't',
    warning: false,
  });
  const happenings = [
    event(900, 'back-7f9c6-aaaaa'),
    event(950, 'back-7f9c6-bbbbb'),
    event(960, 'back-7f9c6-bbbbb', 'Scheduled'),
    event(970, 'back-office-7f9c6-ccccc'),
    event(5000, 'back-7f9c6-ddddd'),
  ];
  const drawn = timeline(view([], { observed, happenings }), 0).happenings;
  assert.deepEqual(
    drawn.map(({ at, reason, count }) => [at, reason, count]),
    [
      [900, 'Killing', 2],
      [960, 'Scheduled', 1],
      [5000, 'Killing', 1],
    ],
  );
});

test('numbers of a probe are plotted with what was wanted; one number alone is not', () => {
  const values = {
    lone: { points: [{ mono: 1, value: 3 }] },
    rate: {
      points: [
        { mono: 500, value: 30 },
        { mono: 1000, value: 10 },
      ],
      tolerance: { type: 'range', range: [20, 40] },
    },
  };
  assert.deepEqual(timeline(view([], { values }), 0).plots, [
    {
      name: 'rate',
      points: [
        { at: 500, value: 30 },
        { at: 1000, value: 10 },
      ],
      least: 10,
      greatest: 40,
      wanted: { least: 20, greatest: 40 },
    },
  ]);
});
