import { verdict } from '../../engine/verdict.ts';
import { injections, notMet, reasonOf } from '../../engine/verdict-facts.ts';
import type { ActivityRow, RunView } from '../../engine/view.ts';
import type { Json } from '../../experiment/json.ts';
import type { Message } from '../../messages/types.ts';

/** What a test has come to. */
export interface Result {
  state: 'running' | 'passed' | 'failed' | 'errored' | 'skipped';
  /** Milliseconds. */
  duration?: number;
  message?: string;
  /** Where it is shown: JSON pointer of an activity. */
  pointer?: string;
  /** Of a probe that is out of tolerance. */
  expected?: string;
  actual?: string;
}

/** Puts a message into words. */
type Say = (message: Message) => string;

/**
 * What each activity of a run has come to, by JSON pointer; of one played twice, the worse. The editor
 * shows an experiment as passed as soon as one of its activities has, and one that was cut has not.
 */
export function activityResults(view: RunView, say: Say, language: string): Map<string, Result> {
  const results = new Map<string, Result>();
  const { before, method, after, rollbacks } = view.phases;
  const rows = [before, method, after, rollbacks]
    .flatMap((phase) => phase.rows)
    .filter((row) => row.what === 'activity');
  for (const row of [...rows, ...(view.during?.lastFailure ?? [])]) {
    const came = resultOf(row, say, language);
    const cut = view.status === 'interrupted' && came.state === 'passed';
    const result: Result = cut ? { state: 'skipped', pointer: row.pointer } : came;
    const former = results.get(row.pointer);
    const worse = former?.state === 'failed' || former?.state === 'errored';
    if (!worse || result.state === 'running') {
      results.set(row.pointer, result);
    }
  }
  return results;
}

function resultOf(row: ActivityRow, say: Say, language: string): Result {
  const { pointer } = row;
  const duration = (row.duration ?? 0) * 1000;
  if (row.state === 'running') {
    return { state: 'running', pointer };
  }
  if (row.state === 'interrupted' || row.state === 'skipped') {
    return { state: 'skipped', pointer };
  }
  if (row.state === 'failed') {
    return { state: 'errored', pointer, duration, message: reasonOf(row, language) };
  }
  if (row.toleranceMet === false) {
    return {
      state: 'failed',
      pointer,
      duration,
      message: say({ code: 'editor.tests.outside', args: { name: row.name } }),
      expected: shown(row.tolerance),
      actual: shown(row.output),
    };
  }
  return { state: 'passed', pointer, duration };
}

/** What a whole run has come to: a pass is a hypothesis that held with all faults injected. */
export function runResult(view: RunView, say: Say, language: string): Result {
  const { headline, mood, sentence, because } = verdict(view, language);
  const message = [sentence, ...(because === undefined ? [] : [because])].map(say).join(' ');
  const duration = (view.duration ?? 0) * 1000;
  if (headline === 'interrupted') {
    return { state: 'skipped', message };
  }
  if (mood === 'good') {
    return { state: 'passed', duration };
  }
  const { before, after } = view.phases;
  const cause =
    notMet(after) ?? notMet(before) ?? view.during?.lastFailure[0] ?? injections(view).failures[0];
  const place = cause === undefined ? {} : { pointer: cause.pointer };
  const broken = headline === 'aborted' || headline === 'failed';
  return { state: broken ? 'errored' : 'failed', message, duration, ...place };
}

function shown(value: Json | undefined): string {
  return JSON.stringify(value ?? null, null, 2);
}
