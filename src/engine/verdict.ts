import { format } from '../messages/format.ts';
import type { Message } from '../messages/types.ts';
import { type Clock, reasonsOf } from './reasons.ts';
import { injections, lastDone, lateFailure, notMet, played, reasonOf } from './verdict-facts.ts';
import type { ActivityRow, RunView } from './view.ts';

/** What a run's end means, finer than its status. */
export type Headline =
  | 'completed'
  | 'completed-gate'
  | 'completed-nothing-injected'
  | 'deviated'
  | 'failed'
  | 'aborted'
  | 'interrupted'
  | 'alone'
  | 'alone-failed';

/** Whether a run ended as wished (`good`), something did not hold, or nothing is said of the system. */
export type Mood = 'good' | 'bad' | 'warn';

const moods: Readonly<Record<Headline, Mood>> = {
  completed: 'good',
  'completed-gate': 'warn',
  'completed-nothing-injected': 'warn',
  deviated: 'bad',
  failed: 'bad',
  aborted: 'bad',
  interrupted: 'warn',
  alone: 'good',
  'alone-failed': 'bad',
};

/** A run's end for people. */
export interface Verdict {
  headline: Headline;
  mood: Mood;
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
 * @param clock see `reasonsOf`
 */
export function verdict(view: RunView, language?: string, clock?: Clock): Verdict {
  const said = meaning(view, language, clock);
  return { ...said, mood: moods[said.headline], status: statusOf(view) };
}

/** A verdict without what follows from the rest. */
type Meaning = Omit<Verdict, 'status' | 'mood'>;

function statusOf(view: RunView): Message {
  const status = view.status ?? 'running';
  return { code: `engine.status-${status}${view.deviated ? '-deviated' : ''}` };
}

function meaning(view: RunView, language?: string, clock?: Clock): Meaning {
  switch (view.status) {
    case 'interrupted':
      return { headline: 'interrupted', sentence: cutSentence(view, language) };
    case 'aborted':
      return { headline: 'aborted', sentence: cutSentence(view, language) };
    case 'failed':
      return view.only === undefined ? failed(view, language, clock) : alone(view, language);
    default:
      if (view.only !== undefined && (view.dry === undefined || view.dry === 'pause')) {
        return alone(view, language);
      }
      return view.deviated ? deviated(view, language, clock) : completed(view, language, clock);
  }
}

/** Of a step that was played by itself: nothing is said of the experiment. */
function alone(view: RunView, language?: string): Meaning {
  const [row] = [...played(view.phases.before), ...played(view.phases.method)];
  const args = { name: row?.name ?? '' };
  if (row === undefined || row.state === 'failed') {
    const sentence = {
      code: 'engine.verdict-alone-failed',
      args: { ...args, reason: reasonOf(row, language) },
    };
    return { headline: 'alone-failed', sentence };
  }
  if (row.toleranceMet === false) {
    return { headline: 'alone-failed', sentence: { code: 'engine.verdict-alone-not-met', args } };
  }
  const met = row.toleranceMet === true ? '-met' : '';
  return { headline: 'alone', sentence: { code: `engine.verdict-alone${met}`, args } };
}

function completed(view: RunView, language?: string, clock?: Clock): Meaning {
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
      ...because(view, lateFailure(view), language, clock),
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

function deviated(view: RunView, language?: string, clock?: Clock): Meaning {
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
    ...because(view, unmet, language, clock),
  };
}

/** The workload that was unready the longest; the panel tells of all. */
function because(
  view: RunView,
  probe: ActivityRow | undefined,
  language?: string,
  clock?: Clock,
): Pick<Verdict, 'because'> {
  const [first] = probe === undefined ? [] : reasonsOf(view, probe, language, clock);
  return first === undefined ? {} : { because: first };
}

function failed(view: RunView, language?: string, clock?: Clock): Meaning {
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
      ...(when === 'after' && because(view, unasked, language, clock)),
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
    ...because(view, unmet, language, clock),
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
