import { notMet, played, reasonOf } from '../../engine/verdict-facts.ts';
import type { ActivityRow, PhaseView, RunView } from '../../engine/view.ts';
import type { ParsedDocument, Problem, Range } from '../../experiment/document.ts';
import { format } from '../../messages/format.ts';

/** Something that a reader of a pipeline should look at. */
export interface Finding {
  /** Tells its kind, such as `experiment.type-object` or `run.not-met`. */
  code: string;
  level: 'error' | 'warning' | 'info';
  text: string;
  range: Range;
}

/** What is wrong in an experiment. */
export function problemFindings(problems: readonly Problem[], language: string): Finding[] {
  return problems.map((problem) => ({
    code: problem.code,
    level: problem.severity,
    text: format(problem, language),
    range: problem.range,
  }));
}

/** How a run was judged, besides its events. */
export interface Judgement {
  /** Exit code 0. */
  good: boolean;
  /** The verdict in words. */
  text: string;
  language: string;
}

/**
 * What did not go as written, each at its place in the experiment, and the verdict at its head when
 * the run is not good. What a good run has passed over is only a warning.
 */
export function runFindings(
  view: RunView,
  document: ParsedDocument,
  { good, text, language }: Judgement,
): Finding[] {
  const level = good ? 'warning' : 'error';
  const at = (code: string, pointer: string, said: string): Finding => ({
    code,
    level,
    text: said,
    range: document.rangeOf(pointer),
  });
  const { before, method, after, rollbacks } = view.phases;
  const lapsed = view.during?.lastFailure.find((row) => row.toleranceMet === false);
  const unmet = [notMet(before), lapsed, notMet(after)].filter((row) => row !== undefined);
  const failed = [before, method, after, rollbacks].flatMap(played).filter(isFailed);
  return [
    ...(good ? [] : [at('run.verdict', '/title', text)]),
    ...unmet.map((row) => at('run.not-met', row.pointer, unmetText(row, language))),
    ...failed.map((row) => at('run.failed', row.pointer, failedText(row, language))),
  ];
}

/** Whether an activity did not do what it should. */
export function isFailed({ state }: ActivityRow): boolean {
  return state === 'failed' || state === 'interrupted';
}

/** Why a probe did not meet its tolerance. */
export function unmetText(row: ActivityRow, language: string): string {
  const tolerance = JSON.stringify(row.tolerance ?? null);
  return format({ code: 'ci.not-met', args: { name: row.name, tolerance } }, language);
}

/** Why an activity failed. */
export function failedText(row: ActivityRow, language: string): string {
  const code = row.state === 'failed' ? 'ci.failed' : 'ci.interrupted';
  const args = { name: row.name, reason: reasonOf(row, language) };
  return format({ code, args }, language);
}

/** The phases of a run with their names, in order. */
export function phasesOf(view: RunView): PhaseView[] {
  const { before, method, after, rollbacks } = view.phases;
  return [before, method, after, rollbacks];
}
