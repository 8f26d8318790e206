import { oneLine, pretty, seconds, short } from '../engine/figures.ts';
import { plain } from '../engine/python/convert.ts';
import { isPyObject, type PyObject, type PyValue } from '../engine/python/value.ts';
import { reasonOf } from '../engine/verdict-facts.ts';
import type { ActivityRow } from '../engine/view.ts';
import type { Entry } from './entries.ts';
import type { Fold, Step } from './model.ts';
import { offset } from './times.ts';
import type { Words } from './words.ts';

/** What a journal tells of every activity; what else is there, a control has added. */
const known = new Set([
  'activity',
  'output',
  'start',
  'status',
  'end',
  'duration',
  'exception',
  'tolerance_met',
]);

/** An activity as a report shows it. */
export function stepOf({ row, raw }: Entry, words: Words): Step {
  const bad = row.state !== 'succeeded' || row.toleranceMet === false;
  const kind = words.say(row.kind);
  const reason = row.state === 'failed' ? reasonOf(row, words.language) : '';
  return {
    name: row.name || words.say('unnamed'),
    kind: row.background ? `${kind}, ${words.panel('background')}` : kind,
    mood: bad ? 'bad' : 'good',
    result: resultOf(row, words),
    at: offset(row.startedMono),
    took: row.duration === undefined ? '' : seconds(row.duration),
    folds: foldsOf(row, raw, words),
    ...(row.tolerance === undefined ? {} : { wanted: short(row.tolerance) }),
    ...(reason === '' ? {} : { reason }),
  };
}

/** A value as a text that is opened by hand. */
export function foldOf(label: string, value: PyValue, words: Words): Fold {
  const { text, cut } = pretty(value);
  const brief = oneLine(plain(value));
  return { label, brief, text, ...(cut && { note: words.panel('cut') }) };
}

function resultOf(row: ActivityRow, words: Words): string {
  if (row.state !== 'succeeded' || row.toleranceMet === undefined) {
    return words.panel(`state.${row.state}`);
  }
  return words.panel(row.toleranceMet ? 'state.met' : 'state.not-met');
}

function foldsOf(row: ActivityRow, raw: PyObject, words: Words): Fold[] {
  const { activity, output, exception } = raw;
  const folds: Fold[] = [];
  if (output !== undefined && output !== null) {
    folds.push(foldOf(words.panel('output'), output, words));
  }
  if (Array.isArray(exception) && exception.length > 0) {
    const text = (row.exception ?? []).map((line) => line.replace(/\n$/, '')).join('\n');
    folds.push({ ...foldOf(words.panel('exception'), text, words), brief: '' });
  }
  for (const [key, value] of Object.entries(raw)) {
    if (!known.has(key)) {
      folds.push(foldOf(words.say('added', { key }), value, words));
    }
  }
  if (isPyObject(activity)) {
    folds.push({ ...foldOf(words.say('declared'), activity, words), brief: '' });
  }
  return folds;
}
