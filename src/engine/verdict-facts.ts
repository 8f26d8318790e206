import { format } from '../messages/format.ts';
import type { ActivityRow, PhaseView, RunView } from './view.ts';

/** Activities of a phase, without its pauses. */
export function played(phase: PhaseView): ActivityRow[] {
  return phase.rows.filter((row) => row.what === 'activity');
}

/** Actions of the method, and those of them that failed. */
export function injections(view: RunView): { actions: ActivityRow[]; failures: ActivityRow[] } {
  const actions = played(view.phases.method).filter((row) => row.kind === 'action');
  return { actions, failures: actions.filter((row) => row.state === 'failed') };
}

/** The probe for which a hypothesis was not met. */
export function notMet(phase: PhaseView): ActivityRow | undefined {
  return phase.met === true ? undefined : played(phase).find((row) => row.toleranceMet === false);
}

/** The probe that failed last while the method was played. */
export function lateFailure(view: RunView): ActivityRow | undefined {
  return view.during?.lastFailure.find((row) => row.toleranceMet === false);
}

/**
 * The step after which something happened: the last action that succeeded, or was started before a
 * moment; without actions the last step.
 * @param before monotonic milliseconds
 */
export function lastDone(
  view: RunView,
  before = Number.POSITIVE_INFINITY,
): ActivityRow | undefined {
  const steps = played(view.phases.method).filter((row) => row.startedMono <= before);
  return (
    steps.findLast((row) => row.kind === 'action' && row.state === 'succeeded') ?? steps.at(-1)
  );
}

/** Why an activity failed, in a line; empty where nothing is told. */
export function reasonOf(row: ActivityRow | undefined, language?: string): string {
  if (row?.error !== undefined) {
    return format(row.error, language);
  }
  const last = row?.exception?.at(-1)?.trim() ?? '';
  // The kind of a Python error says nothing to a reader.
  return last.replace(/^(?:chaoslib\.exceptions\.ActivityFailed: )+/, '');
}
