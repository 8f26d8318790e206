import type { ActivityRow, PauseRow, PhaseView, RunView } from './view.ts';

/**
 * The view of a run whose record just stops, because its program is gone: interrupted, and with it
 * what was under way.
 * @param reason in words
 */
export function cutOff(view: RunView, reason: string): RunView {
  if (view.state === 'ended') {
    return view;
  }
  const { before, method, after, rollbacks } = view.phases;
  return {
    ...view,
    state: 'ended',
    status: 'interrupted',
    duration: Math.max(0, (view.mono - view.startedMono) / 1000),
    interruption: view.interruption ?? { kind: 'crash', reason },
    phases: {
      before: phase(before),
      method: phase(method),
      after: phase(after),
      rollbacks: phase(rollbacks),
    },
  };
}

function phase<P extends PhaseView>(of: P): P {
  return {
    ...of,
    ...(of.state === 'running' && { state: 'ended' }),
    rows: of.rows.map((row): ActivityRow | PauseRow =>
      row.state === 'running' ? { ...row, state: 'interrupted' } : row,
    ),
  };
}
