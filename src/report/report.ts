import { seconds } from '../engine/figures.ts';
import { isPyObject } from '../engine/python/value.ts';
import { reasonsOf } from '../engine/reasons.ts';
import { originOf, timeline } from '../engine/timeline.ts';
import { verdict } from '../engine/verdict.ts';
import { type Check, type Entry, textOf } from './entries.ts';
import type { Journal } from './journal.ts';
import type { Block, Fact, Report, Section } from './model.ts';
import { foldOf, stepOf } from './steps.ts';
import { utc, utcAfter, utcTime } from './times.ts';
import { type Told, viewOfJournal } from './view-of-journal.ts';
import { mostStretches, runsOf, stretchesOf, watchedOf } from './watched.ts';
import type { Words } from './words.ts';

/** Causes that are told one by one. */
const mostCauses = 5;

/** Puts a journal into words. What is not in it, is not in the report. */
export function reportOf(journal: Journal, words: Words): Report {
  const { name, data } = journal;
  const told = viewOfJournal(journal, words.language);
  const { headline, mood, sentence, because, status } = verdict(told.view, words.language, utcTime);
  return {
    source: name,
    title: told.view.title || words.say('untitled'),
    mood,
    word: words.panel(`word.${headline}`),
    sentence: [sentence, ...(because === undefined ? [] : [because])]
      .map((part) => words.text(part).trim())
      .join(' '),
    status: words.panel('field-status', { status: words.text(status) }),
    sections: [
      ...aboutSection(told, words),
      ...timelineSection(told, words),
      hypothesisSection('before', told.before, told, words),
      playedSection('method', told.run, told, words),
      ...duringSection(told, words),
      hypothesisSection('after', told.after, told, words),
      playedSection('rollbacks', told.rollbacks, told, words),
      environmentSection({ name, data }, told, words),
      ...moreSection({ name, data }, words),
    ],
  };
}

function facts(...rows: (Fact | undefined)[]): Block {
  return {
    kind: 'facts',
    rows: rows.filter((row) => row !== undefined && row.value !== '') as Fact[],
  };
}

function aboutSection({ view }: Told, words: Words): Section[] {
  const { description, tags, 'steady-state-hypothesis': hypothesis } = view.experiment;
  const wanted = isPyObject(hypothesis) ? textOf(hypothesis['title']) : '';
  const block = facts(
    { label: words.say('description'), value: textOf(description).trim() },
    { label: words.say('hypothesis'), value: wanted },
    { label: words.say('tags'), value: Array.isArray(tags) ? tags.map(textOf).join(', ') : '' },
    view.dry === undefined
      ? undefined
      : { label: words.say('dry'), value: words.panel('dry', { mode: view.dry }) },
  );
  const empty = block.kind === 'facts' && block.rows.length === 0;
  return empty ? [] : [{ id: 'about', heading: words.say('about'), blocks: [block] }];
}

function timelineSection(told: Told, words: Words): Section[] {
  const { view, during } = told;
  const drawn = timeline(view, view.mono);
  if (drawn.blocks.length === 0) {
    return [];
  }
  const caption = words.say('timeline-caption', {
    count: drawn.blocks.filter(({ kind }) => kind !== 'pause').length,
    total: seconds(drawn.total / 1000),
  });
  const watched = watchedOf(runsOf(during), originOf(view));
  return [
    {
      id: 'timeline',
      heading: words.panel('timeline'),
      blocks: [{ kind: 'timeline', caption, timeline: drawn, watched }, ...reported(told, words)],
    },
  ];
}

/** What Kubernetes reported, line by line. */
function reported({ view }: Told, words: Words): Block[] {
  const { happenings, startedAt } = view;
  const lines = happenings.map(
    ({ mono, warning, reason, kind, namespace, name, text }) =>
      `${utcAfter(startedAt, mono)}  ${warning ? '⚠ ' : ''}${reason}  ${kind} ${namespace}/${name}  ${text}`,
  );
  const label = words.panel('events', { count: happenings.length });
  return lines.length === 0
    ? []
    : [{ kind: 'fold', fold: { label, brief: '', text: lines.join('\n') } }];
}

function hypothesisSection(
  when: 'before' | 'after',
  check: Check | undefined,
  told: Told,
  words: Words,
): Section {
  const heading = words.panel(`phase.${when}`);
  if (check === undefined) {
    const declared = isPyObject(told.view.experiment['steady-state-hypothesis']);
    const text = words.say(declared ? 'not-checked' : 'no-hypothesis');
    return { id: when, heading, blocks: [{ kind: 'text', text }] };
  }
  const { met, entries } = check;
  const code = met === null ? 'hypothesis-unjudged' : `hypothesis-${met ? 'met' : 'not-met'}`;
  return {
    id: when,
    heading,
    blocks: [
      { kind: 'text', text: words.say(code) },
      ...(when === 'after' ? causes(entries, told, words) : []),
      ...steps(heading, entries, words),
    ],
  };
}

/** Why probes did not hold, as far as the cluster was seen. */
function causes(entries: readonly Entry[], { view }: Told, words: Words): Block[] {
  return entries
    .flatMap(({ row }) => reasonsOf(view, row, words.language, utcTime))
    .slice(0, mostCauses)
    .map((reason) => ({ kind: 'text', text: words.panel('why', { reason: words.text(reason) }) }));
}

function playedSection(
  what: 'method' | 'rollbacks',
  entries: readonly Entry[],
  { view }: Told,
  words: Words,
): Section {
  const heading = words.panel(`phase.${what}`);
  if (entries.length > 0) {
    return { id: what, heading, blocks: steps(heading, entries, words) };
  }
  const declared = view.experiment[what];
  const some = Array.isArray(declared) && declared.length > 0;
  const text = words.say(some ? `not-played-${what}` : `none-${what}`);
  return { id: what, heading, blocks: [{ kind: 'text', text }] };
}

function duringSection({ view, during }: Told, words: Words): Section[] {
  if (view.during === undefined) {
    return [];
  }
  const { checks, failures, firstFailureMono } = view.during;
  const heading = words.say('during');
  const time = utcAfter(view.startedAt, firstFailureMono ?? 0);
  const sentence =
    failures === 0
      ? words.panel('during.held', { checks })
      : words.panel('during.failed', { checks, failures, time });
  const runs = runsOf(during);
  const first = during.find(({ met }) => met !== true);
  const left = runs.length - mostStretches;
  return [
    {
      id: 'during',
      heading,
      blocks: [
        { kind: 'text', text: sentence },
        { kind: 'checks', caption: heading, stretches: stretchesOf(runs, words) },
        ...(left > 0
          ? [{ kind: 'text' as const, text: words.say('more-stretches', { count: left }) }]
          : []),
        ...(first === undefined ? [] : steps(words.say('first-failure'), first.entries, words)),
      ],
    },
  ];
}

function environmentSection({ name, data }: Journal, { view }: Told, words: Words): Section {
  const at = (key: string) => textOf(data[key]);
  return {
    id: 'environment',
    heading: words.say('environment'),
    blocks: [
      facts(
        { label: words.say('journal'), value: name },
        { label: words.say('start'), value: utc(at('start')) },
        { label: words.say('end'), value: utc(at('end')) },
        {
          label: words.say('duration'),
          value: view.duration === undefined ? '' : seconds(view.duration),
        },
        { label: words.say('platform'), value: at('platform') },
        { label: words.say('node'), value: at('node') },
        { label: words.say('chaoslib'), value: at('chaoslib-version') },
      ),
    ],
  };
}

/** Keys of a journal that the sections above tell. */
const told = new Set([
  'chaoslib-version',
  'platform',
  'node',
  'experiment',
  'start',
  'end',
  'duration',
  'status',
  'deviated',
  'steady_states',
  'run',
  'rollbacks',
  'interruption',
]);

/** What controls have written into the journal. */
function moreSection({ data }: Journal, words: Words): Section[] {
  const more = Object.entries(data).filter(([key]) => !told.has(key));
  const blocks = more.map(
    ([key, value]): Block => ({ kind: 'fold', fold: foldOf(key, value, words) }),
  );
  return blocks.length === 0 ? [] : [{ id: 'more', heading: words.say('more'), blocks }];
}

function steps(caption: string, entries: readonly Entry[], words: Words): Block[] {
  return entries.length === 0
    ? []
    : [{ kind: 'steps', caption, steps: entries.map((entry) => stepOf(entry, words)) }];
}
