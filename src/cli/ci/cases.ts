import { reasonOf } from '../../engine/verdict-facts.ts';
import type { ActivityRow, PhaseView, RunView } from '../../engine/view.ts';
import { failedText, isFailed, type Judgement, phasesOf, unmetText } from './findings.ts';
import type { TestCase } from './junit.ts';

/**
 * A run as test cases: its verdict, the hypothesis while the method ran, and each activity. A case
 * fails only in a run that is not good; what a good run has passed over is skipped, with the reason.
 */
export function runCases(view: RunView, judgement: Judgement): TestCase[] {
  const { good, text } = judgement;
  const bad = good ? 'skipped' : 'failed';
  const verdict: TestCase = {
    name: 'verdict',
    group: 'run',
    seconds: view.duration ?? 0,
    result: good ? 'passed' : 'failed',
    ...(good ? {} : { text }),
  };
  const { during } = view;
  const failures = during?.failures ?? 0;
  const lapsed = during?.lastFailure.find((row) => row.toleranceMet === false);
  const watched: TestCase[] =
    during === undefined
      ? []
      : [
          {
            name: 'hypothesis',
            group: 'during',
            result: failures === 0 ? 'passed' : bad,
            ...(lapsed && { text: unmetText(lapsed, judgement.language) }),
          },
        ];
  return [verdict, ...phasesOf(view).flatMap((phase) => phaseCases(phase, judgement)), ...watched];
}

function phaseCases(phase: PhaseView, judgement: Judgement): TestCase[] {
  return phase.rows.flatMap((row) =>
    row.what === 'activity' ? [caseOf(row, phase.phase, judgement)] : [],
  );
}

function caseOf(row: ActivityRow, group: string, { good, language }: Judgement): TestCase {
  const seconds = row.duration ?? 0;
  const common = { name: row.name, group, seconds };
  if (row.state === 'skipped') {
    return { ...common, result: 'skipped', text: reasonOf(row, language) || 'dry' };
  }
  if (isFailed(row)) {
    const result = good ? 'skipped' : 'error';
    return { ...common, result, text: failedText(row, language) };
  }
  return row.toleranceMet === false
    ? { ...common, result: good ? 'skipped' : 'failed', text: unmetText(row, language) }
    : { ...common, result: 'passed' };
}
