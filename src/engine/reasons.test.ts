import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { format } from '../messages/format.ts';
import { timeOfDay } from '../messages/time-of-day.ts';
import { reasonsOf, unreadyDuring } from './reasons.ts';
import { initialView } from './reducer.ts';
import { verdict } from './verdict.ts';
import type { ActivityRow, RunView } from './view.ts';

function row(name: string, startedMono: number, more: Partial<ActivityRow> = {}): ActivityRow {
  return {
    what: 'activity',
    id: name,
    pointer: '',
    name,
    kind: 'probe',
    background: false,
    state: 'succeeded',
    startedAt: new Date(Date.UTC(2026, 10, 23, 12, 1) + startedMono).toISOString(),
    startedMono,
    duration: 1,
    effects: [],
    ...more,
  };
}

const asked = row('respond', 10_000, { toleranceMet: false });

/** A run whose method began at 1 s and whose hypothesis was not met after it, at 10 to 11 s. */
function view(observed: Record<string, [mono: number, ready: number, wanted: number][]>): RunView {
  const base = initialView();
  return {
    ...base,
    state: 'ended',
    status: 'completed',
    deviated: true,
    phases: {
      ...base.phases,
      before: { phase: 'before', state: 'ended', met: true, rows: [] },
      method: { phase: 'method', state: 'ended', rows: [row('act', 1000, { kind: 'action' })] },
      after: { phase: 'after', state: 'ended', met: false, rows: [asked] },
    },
    observed: Object.fromEntries(
      Object.entries(observed).map(([key, changes]) => [
        key,
        changes.map(([mono, ready, wanted]) => ({ mono, ready, wanted })),
      ]),
    ),
  };
}

const at = (mono: number) =>
  timeOfDay(new Date(Date.UTC(2026, 10, 23, 12, 1) + mono).toISOString());
const sentences = (run: RunView, probe = asked) => reasonsOf(run, probe).map((it) => format(it));

describe('why a probe did not hold', () => {
  it('names the workload without a ready pod and since when', () => {
    const run = view({
      'Deployment/shop/back': [
        [10, 2, 2],
        [3000, 0, 2],
        [3500, 0, 0],
      ],
      'Deployment/shop/front': [
        [10, 2, 2],
        [4000, 1, 2],
      ],
    });
    assert.deepEqual(unreadyDuring(run, asked), [
      { kind: 'Deployment', namespace: 'shop', name: 'back', since: 3000 },
    ]);
    const cause = `“back” has had no ready pod since ${at(3000)}; the probe failed 8.00 s later.`;
    assert.deepEqual(sentences(run), [cause]);
    const { because } = verdict(run);
    assert.equal(because && format(because), cause);
  });

  it('tells until when, where a pod was ready again after the probe', () => {
    const run = view({
      'Deployment/shop/back': [
        [10, 1, 1],
        [3000, 0, 1],
        [12_000, 1, 1],
      ],
    });
    assert.deepEqual(sentences(run), [
      `“back” had no ready pod from ${at(3000)} to ${at(12_000)}; the probe failed 8.00 s after it began.`,
    ]);
  });

  it('lists several, the longest unready first', () => {
    const run = view({
      'Deployment/shop/b': [
        [10, 1, 1],
        [5000, 0, 1],
      ],
      'StatefulSet/shop/a': [
        [10, 1, 1],
        [4000, 0, 1],
      ],
    });
    assert.deepEqual(
      unreadyDuring(run, asked).map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('names the service first: its endpoints are what the probe met', () => {
    const run = view({
      'Deployment/shop/back': [
        [10, 2, 2],
        [10_700, 0, 2],
      ],
      'Service/shop/backend': [
        [10, 2, 2],
        [10_800, 0, 0],
      ],
    });
    assert.deepEqual(sentences(run), [
      `Service “backend” has had no ready endpoint since ${at(10_800)}; the probe failed 0.20 s later.`,
      `“back” has had no ready pod since ${at(10_700)}; the probe failed 0.30 s later.`,
    ]);
  });

  it('tells of pods that were lost, where some are left', () => {
    const run = view({
      'Deployment/shop/back': [
        [10, 3, 3],
        [3000, 1, 3],
      ],
      'Deployment/shop/slow': [[10, 1, 2]],
    });
    assert.deepEqual(sentences(run), ['“back” had 1 of 3 pods ready when the probe failed.']);
  });

  it('tells the last warning of the cluster, where all pods are ready', () => {
    const run = view({ 'Deployment/shop/back': [[10, 2, 2]] });
    const about = { kind: 'Pod', namespace: 'shop', name: 'back-1', reason: 'BackOff' };
    run.happenings = [
      { ...about, mono: 500, text: 'before the method', warning: true },
      { ...about, mono: 2000, text: 'restarting', warning: true },
      { ...about, mono: 2500, text: 'no warning', warning: false },
      { ...about, mono: 11_500, text: 'too late', warning: true },
    ];
    assert.deepEqual(sentences(run), [
      `Kubernetes warned of Pod “back-1” at ${at(2000)}: BackOff, restarting`,
    ]);
  });

  it('leaves out what was over before the probe, came after it, or was so before the method', () => {
    const run = view({
      'Deployment/shop/over': [
        [10, 1, 1],
        [3000, 0, 1],
        [9000, 1, 1],
      ],
      'Deployment/shop/later': [
        [10, 1, 1],
        [11_500, 0, 1],
      ],
      'Deployment/shop/off': [[10, 0, 0]],
      'Deployment/shop/broken': [
        [10, 0, 2],
        [2000, 0, 3],
      ],
    });
    assert.deepEqual(unreadyDuring(run, asked), []);
    assert.equal(verdict(run).because, undefined);
  });

  it('counts a workload that the method created and that never became ready', () => {
    const run = view({ 'Deployment/shop/new': [[2000, 0, 1]] });
    assert.deepEqual(
      unreadyDuring(run, asked).map(({ since }) => since),
      [2000],
    );
  });

  it('says nothing of a probe that held', () => {
    const run = view({
      'Deployment/shop/back': [
        [10, 1, 1],
        [3000, 0, 1],
      ],
    });
    assert.deepEqual(sentences(run, row('respond', 10_000, { toleranceMet: true })), []);
    assert.equal(sentences(run, row('respond', 10_000, { state: 'failed' })).length, 1);
  });
});
