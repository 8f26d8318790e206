import { format } from '../messages/format.ts';
import type { Message } from '../messages/types.ts';
import { reasonsOf } from './reasons.ts';
import { injections, lastDone, lateFailure, notMet, played } from './verdict-facts.ts';
import type { ActivityRow, RunView } from './view.ts';

/** What a run's end means, finer than its status. */
export type Headline =
  | 'completed'
  | 'completed-gate'
  | 'completed-nothing-injected'
  | 'deviated'
  | 'failed'
  | 'aborted'
  | 'interrupted';

/** A run's end for people. */
export interface Verdict {
  headline: Headline;
  /** What it means, in a sentence or two. */
  sentence: Message;
  /** What was seen of the workloads when the hypothesis did not hold, as one more sentence. */
  because?: Message;
  /** What Chaos Toolkit calls it, such as `completed, deviated`. */
  status: Message;
}

/**
 * What the end of a run means. Before its end: what is known so far counts.
 * @param language of reasons that are put into the sentence
 */
export function verdict(view: RunView, language?: string): Verdict {
  return { ...meaning(view, language), status: statusOf(view) };
}

function statusOf(view: RunView): Message {
  const status = view.status ?? 'running';
  return { code: `engine.status-${status}${view.deviated ? '-deviated' : ''}` };
}

function meaning(view: RunView, language?: string): Omit<Verdict, 'status'> {
  switch (view.status) {
    case 'interrupted':
      return { headline: 'interrupted', sentence: cutSentence(view, language) };
    case 'aborted':
      return { headline: 'aborted', sentence: cutSentence(view, language) };
    case 'failed':
      return failed(view, language);
    default:
      return view.deviated ? deviated(view, language) : completed(view, language);
  }
}

function completed(view: RunView, language?: string): Omit<Verdict, 'status'> {
  if (view.dry !== undefined && view.dry !== 'pause') {
    return { headline: 'completed', sentence: { code: 'engine.verdict-dry' } };
  }
  if (view.phases.before.met === false) {
    const rolledBack = played(view.phases.rollbacks).length > 0 ? '-rolled-back' : '';
    const probe = notMet(view.phases.before)?.name ?? '';
    return {
      headline: 'completed-gate',
      sentence: { code: `engine.verdict-gate${rolledBack}`, args: { probe } },
    };
  }
  const { actions, failures } = injections(view);
  const first = failures[0];
  if (first !== undefined && failures.length === actions.length) {
    return { headline: 'completed-nothing-injected', sentence: nothing(failures, language) };
  }
  if (first !== undefined) {
    return {
      headline: 'completed',
      sentence: {
        code: `engine.verdict-some-failed${held(view) ? '-held' : ''}${forbidden(first)}`,
        args: { action: first.name, count: failures.length, total: actions.length },
      },
    };
  }
  const lapses = view.during?.failures ?? 0;
  if (lapses > 0) {
    return {
      headline: 'completed',
      sentence: {
        code: 'engine.verdict-lapsed',
        args: {
          probe: lateFailure(view)?.name ?? '',
          count: lapses,
          total: view.during?.checks ?? 0,
        },
      },
      ...because(view, lateFailure(view), language),
    };
  }
  return { headline: 'completed', sentence: { code: heldCode(view) } };
}

/** Whether the hypothesis was asked during or after the method; it is not said to have failed. */
function held(view: RunView): boolean {
  return view.phases.after.met === true || (view.during?.checks ?? 0) > 0;
}

/** What can be said when nothing went wrong depends on whether anything was asked. */
function heldCode(view: RunView): string {
  const { before, method } = view.phases;
  if (held(view)) {
    return 'engine.verdict-held';
  }
  if (before.met === true) {
    return 'engine.verdict-held-before';
  }
  return played(method).length > 0 ? 'engine.verdict-explored' : 'engine.verdict-nothing';
}

function nothing(failures: ActivityRow[], language?: string): Message {
  const first = failures[0];
  const args = {
    action: first?.name ?? '',
    count: failures.length,
    reason: reasonOf(first, language),
  };
  const number = failures.length === 1 ? 'only' : 'all';
  return { code: `engine.verdict-nothing-injected-${number}${forbidden(first)}`, args };
}

/** Refused by the cluster, which is something a person can do something about. */
function forbidden(row: ActivityRow | undefined): string {
  return row?.error?.code.startsWith('kubernetes.forbidden') ? '-forbidden' : '';
}

function deviated(view: RunView, language?: string): Omit<Verdict, 'status'> {
  const unmet = notMet(view.phases.after);
  const probe = unmet?.name ?? '';
  const before = view.during?.firstFailureMono;
  const step = lastDone(view, before)?.name;
  const held = view.phases.before.met === true ? 'stopped' : 'outside';
  return {
    headline: 'deviated',
    sentence:
      step === undefined
        ? { code: `engine.verdict-deviated-${held}`, args: { probe } }
        : { code: `engine.verdict-deviated-${held}-after`, args: { probe, step } },
    ...because(view, unmet, language),
  };
}

/** The workload that was unready the longest; the panel tells of all. */
function because(
  view: RunView,
  probe: ActivityRow | undefined,
  language?: string,
): Pick<Verdict, 'because'> {
  const [first] = probe === undefined ? [] : reasonsOf(view, probe, language);
  return first === undefined ? {} : { because: first };
}

function failed(view: RunView, language?: string): Omit<Verdict, 'status'> {
  const headline = 'failed';
  const { before, after } = view.phases;
  const unasked = notMet(before) ?? notMet(after);
  if (unasked !== undefined) {
    const when = before.met === false ? 'before' : 'after';
    return {
      headline,
      sentence: {
        code: `engine.verdict-unasked-${when}`,
        args: { probe: unasked.name, reason: reasonOf(unasked, language) },
      },
      ...(when === 'after' && because(view, unasked, language)),
    };
  }
  const unmet = lateFailure(view);
  const probe = unmet?.name ?? '';
  const step = lastDone(view, view.during?.firstFailureMono)?.name;
  return {
    headline,
    sentence:
      step === undefined
        ? { code: 'engine.verdict-fail-fast', args: { probe } }
        : { code: 'engine.verdict-fail-fast-after', args: { probe, step } },
    ...because(view, unmet, language),
  };
}

/** Of a run that did not come to its own end: why, and what had been done by then. */
function cutSentence(view: RunView, language?: string): Message {
  const interrupted = view.status === 'interrupted';
  const reason = interrupted
    ? (view.interruption?.reason ?? '')
    : view.error === undefined
      ? ''
      : format(view.error, language);
  const { actions } = injections(view);
  const done = actions.filter((row) => row.state === 'succeeded');
  const rollbacks = played(view.phases.rollbacks).length > 0 ? '-rolled-back' : '';
  const code = `engine.verdict-${interrupted ? 'interrupted' : 'aborted'}`;
  const cut = actions.find((row) => row.state === 'interrupted');
  if (cut !== undefined) {
    return { code: `${code}-during${rollbacks}`, args: { reason, action: cut.name } };
  }
  const last = done.at(-1)?.name;
  if (last === undefined) {
    return { code: `${code}-nothing${rollbacks}`, args: { reason } };
  }
  return { code: `${code}-done${rollbacks}`, args: { reason, action: last, count: done.length } };
}

function reasonOf(row: ActivityRow | undefined, language?: string): string {
  if (row?.error !== undefined) {
    return format(row.error, language);
  }
  const last = row?.exception?.at(-1)?.trim() ?? '';
  // The kind of a Python error says nothing to a reader.
  return last.replace(/^(?:chaoslib\.exceptions\.ActivityFailed: )+/, '');
}
