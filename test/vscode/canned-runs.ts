import type { ActivityRow, Happening, PauseRow, RunView } from '../../src/engine/view.ts';

const start = '2026-11-23T12:01:00.000000';

function activity(name: string, startedMono: number, more: Partial<ActivityRow>): ActivityRow {
  return {
    what: 'activity',
    id: `${name.replaceAll(' ', '-')}@${startedMono}`,
    pointer: '/method/0',
    name,
    kind: 'probe',
    background: false,
    state: 'succeeded',
    startedAt: new Date(Date.parse(`${start}Z`) + startedMono).toISOString(),
    startedMono,
    duration: 0.03,
    effects: [],
    ...more,
  };
}

function pause(startedMono: number, more: Partial<PauseRow> = {}): PauseRow {
  return {
    what: 'pause',
    id: `pause@${startedMono}`,
    when: 'after',
    seconds: 10,
    startedMono,
    state: 'over',
    ...more,
  };
}

function happening(
  mono: number,
  kind: string,
  name: string,
  reason: string,
  text: string,
  warning = false,
): Happening {
  return { mono, kind, namespace: 'default', name, reason, text, warning };
}

const answer = (status: number, body: string) => ({
  status,
  headers: { 'Content-Type': 'text/plain', Date: 'Mon, 23 Nov 2026 12:01:13 GMT' },
  body,
});

/** The lesson's deployment experiment with the frontend that has no circuit breaker. */
export const deviated: RunView = {
  run: '20261123T120100Z-aaaaaaaa',
  title: 'What if the backend is gone?',
  source: 'experiment.deployment.json',
  experiment: { title: 'What if the backend is gone?' },
  clusters: [{ id: 'c1', server: 'https://127.0.0.1:6443', context: 'practice', complete: true }],
  startedAt: start,
  startedMono: 0,
  seq: 40,
  mono: 14200,
  state: 'ended',
  status: 'completed',
  deviated: true,
  duration: 14.2,
  phases: {
    before: {
      phase: 'before',
      state: 'ended',
      met: true,
      rows: [
        activity('all pods healthy', 20, { output: true, tolerance: true, toleranceMet: true }),
        activity('front service must respond', 60, {
          duration: 0.02,
          output: answer(200, 'Hello from back-7f9c-x2\n'),
          tolerance: 200,
          toleranceMet: true,
        }),
      ],
    },
    method: {
      phase: 'method',
      state: 'ended',
      rows: [
        activity('delete-backend', 120, {
          kind: 'action',
          duration: 0.05,
          output: null,
          effects: [
            { verb: 'deleted', kind: 'deployment', namespace: 'default', name: 'back', uid: 'u1' },
          ],
        }),
        pause(180),
      ],
    },
    after: {
      phase: 'after',
      state: 'ended',
      met: false,
      rows: [
        activity('all pods healthy', 10200, { output: true, tolerance: true, toleranceMet: true }),
        activity('front service must respond', 12150, {
          duration: 2.01,
          output: answer(500, '{"error": "connect ECONNREFUSED 10.0.12.7:8081"}'),
          tolerance: 200,
          toleranceMet: false,
        }),
      ],
    },
    rollbacks: { phase: 'rollbacks', state: 'ended', rows: [] },
  },
  held: [],
  observed: {
    'Deployment/default/back': [
      { mono: 10, ready: 2, wanted: 2 },
      { mono: 900, ready: 0, wanted: 2 },
    ],
    'Deployment/default/front': [{ mono: 10, ready: 2, wanted: 2 }],
    'Service/default/backend': [
      { mono: 12, ready: 2, wanted: 2 },
      { mono: 1000, ready: 0, wanted: 0 },
    ],
  },
  values: {
    'requests per second': {
      points: Array.from({ length: 40 }, (_, index) => ({
        mono: 200 + index * 330,
        value: index < 6 ? 120 + (index % 3) * 4 : Math.max(0, 118 - (index - 5) * 9),
      })),
      tolerance: [80, 150],
    },
  },
  happenings: [
    happening(310, 'Pod', 'back-7f9c6d5b44-x2abc', 'Killing', 'Stopping container back'),
    happening(330, 'Pod', 'back-7f9c6d5b44-q8zzt', 'Killing', 'Stopping container back'),
    happening(6100, 'Pod', 'front-6c9f7d8b55-aaaaa', 'Unhealthy', 'Readiness probe failed', true),
  ],
  unobserved: [],
};

/** In the middle of a pause, with a background action and a watched hypothesis. */
export const running: RunView = {
  ...deviated,
  run: '20261123T120100Z-bbbbbbbb',
  title:
    'A rather long title of an experiment that asks what happens when every pod of the shop is restarted at once',
  state: 'running',
  status: undefined,
  deviated: false,
  duration: undefined,
  mono: 6200,
  values: Object.fromEntries(
    Object.entries(deviated.values).map(([name, series]) => [
      name,
      { ...series, points: series.points.filter(({ mono }) => mono < 6200) },
    ]),
  ),
  happenings: deviated.happenings.filter(({ mono }) => mono < 6200),
  experiment: { title: 'x', rollbacks: [{}] },
  phases: {
    ...deviated.phases,
    method: {
      phase: 'method',
      state: 'running',
      rows: [
        activity('restart-everything', 120, {
          kind: 'action',
          background: true,
          state: 'running',
          duration: undefined,
        }),
        activity('count-pods', 150, {
          state: 'failed',
          duration: 2.4,
          exception: [
            'Traceback (most recent call last):\n',
            'chaoslib.exceptions.ActivityFailed: pods is forbidden\n',
          ],
          error: { code: 'editor.no-run' },
        }),
        pause(2700, { state: 'running', seconds: 60 }),
      ],
    },
    after: { phase: 'after', state: 'waiting', rows: [] },
    rollbacks: { phase: 'rollbacks', state: 'waiting', rows: [] },
  },
  during: {
    checks: 100_118,
    failures: 3,
    stretches: [
      { met: true, count: 60_000, from: 100, to: 3100 },
      { met: false, count: 3, from: 3100, to: 3600 },
      { met: true, count: 40_115, from: 3600, to: 6200 },
    ],
    recent: Array.from({ length: 120 }, (_, index) => ![70, 71, 90].includes(index)),
    firstFailureMono: 3100,
    current: [],
    lastFailure: [
      activity('front service must respond', 4100, {
        output: answer(503, 'no healthy upstream'),
        tolerance: { type: 'range', range: [200, 299], target: 'status' },
        toleranceMet: false,
      }),
    ],
  },
};

/** The same experiment before, when all was well. */
export const before: RunView = {
  ...deviated,
  run: '20261123T110100Z-cccccccc',
  startedAt: '2026-11-23T11:01:00.000000',
  deviated: false,
  duration: 12.2,
  phases: {
    ...deviated.phases,
    after: {
      phase: 'after',
      state: 'ended',
      met: true,
      rows: deviated.phases.after.rows.map((row) =>
        row.what === 'activity' && row.toleranceMet === false
          ? { ...row, output: answer(200, 'Hello from back-7f9c-x2'), toleranceMet: true }
          : row,
      ),
    },
  },
};

/** A run of so many steps that have ended, and one pause that goes on. */
export function many(count: number): RunView {
  const steps = Array.from({ length: count }, (_, index) =>
    activity(`step ${index + 1}`, 200 + index * 10, {
      kind: index % 3 === 0 ? 'action' : 'probe',
      duration: 0.008,
      output: `output ${index + 1}`,
      state: index % 500 === 499 ? 'failed' : 'succeeded',
    }),
  );
  return {
    ...running,
    title: `${count} steps`,
    mono: 200 + count * 10,
    phases: {
      ...running.phases,
      method: {
        phase: 'method',
        state: 'running',
        rows: [...steps, pause(200 + count * 10, { state: 'running' })],
      },
    },
    during: undefined,
  };
}
