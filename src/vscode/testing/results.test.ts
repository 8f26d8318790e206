import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialView } from '../../engine/reducer.ts';
import type { ActivityRow, RunView } from '../../engine/view.ts';
import { format } from '../../messages/format.ts';
import { activityResults, runResult } from './results.ts';

const say = (message: Parameters<typeof format>[0]) => format(message);
const row = (pointer: string, more: Partial<ActivityRow> = {}): ActivityRow => ({
  what: 'activity',
  id: pointer,
  pointer,
  name: pointer,
  kind: pointer.includes('probes') ? 'probe' : 'action',
  background: false,
  state: 'succeeded',
  startedAt: '',
  startedMono: 0,
  duration: 0.5,
  effects: [],
  ...more,
});
const probe = '/steady-state-hypothesis/probes/0';

function view(
  rows: Partial<Record<keyof RunView['phases'], ActivityRow[]>>,
  more: Partial<RunView> = {},
  met: Partial<Record<'before' | 'after', boolean>> = {},
): RunView {
  const start = initialView();
  const phases = Object.fromEntries(
    Object.entries(start.phases).map(([name, phase]) => [
      name,
      {
        ...phase,
        rows: rows[name as keyof typeof rows] ?? [],
        ...(name in met && { met: met[name as 'before'] }),
      },
    ]),
  ) as RunView['phases'];
  return { ...start, state: 'ended', status: 'completed', duration: 2, phases, ...more };
}

test('a hypothesis that held is a pass, with its time', () => {
  const held = view(
    {
      before: [row(probe, { toleranceMet: true })],
      method: [row('/method/0')],
      after: [row(probe, { toleranceMet: true })],
    },
    {},
    { before: true, after: true },
  );
  assert.deepEqual(runResult(held, say, 'en'), { state: 'passed', duration: 2000 });
  const results = activityResults(held, say, 'en');
  assert.equal(results.get('/method/0')?.state, 'passed');
  assert.equal(results.get('/method/0')?.duration, 500);
});

test('a deviation fails at the probe, which says what was wanted', () => {
  const deviated = view(
    {
      before: [row(probe, { toleranceMet: true })],
      method: [row('/method/0')],
      after: [row(probe, { toleranceMet: false, tolerance: 200, output: 500 })],
    },
    { deviated: true },
    { before: true, after: false },
  );
  const result = runResult(deviated, say, 'en');
  assert.equal(result.state, 'failed');
  assert.equal(result.pointer, probe);
  assert.match(result.message ?? '', /stopped holding/);
  const own = activityResults(deviated, say, 'en').get(probe);
  assert.deepEqual([own?.state, own?.expected, own?.actual], ['failed', '200', '500']);
});

test('a run that tested nothing is no pass', () => {
  const gate = view({ before: [row(probe, { toleranceMet: false })] }, {}, { before: false });
  assert.deepEqual(
    [runResult(gate, say, 'en').state, runResult(gate, say, 'en').pointer],
    ['failed', probe],
  );
  const nothing = view({ method: [row('/method/0', { state: 'failed' })] });
  assert.deepEqual(
    [runResult(nothing, say, 'en').state, runResult(nothing, say, 'en').pointer],
    ['failed', '/method/0'],
  );
});

test('what broke is an error and no failure; what was cut is skipped', () => {
  assert.equal(runResult(view({}, { status: 'aborted' }), say, 'en').state, 'errored');
  assert.equal(runResult(view({}, { status: 'interrupted' }), say, 'en').state, 'skipped');
  const failed = view({
    method: [row('/method/0', { state: 'failed', exception: ['no answer'] })],
  });
  const own = activityResults(failed, say, 'en').get('/method/0');
  assert.deepEqual([own?.state, own?.message], ['errored', 'no answer']);
});

test('a run that was cut passes nowhere, and tells what failed', () => {
  const cut = view(
    { method: [row('/method/0'), row('/method/1', { state: 'failed' })] },
    { status: 'interrupted' },
  );
  const results = activityResults(cut, say, 'en');
  assert.deepEqual(
    [runResult(cut, say, 'en').state, ...[...results.values()].map(({ state }) => state)],
    ['skipped', 'skipped', 'errored'],
  );
});
