import { plain } from '../engine/python/convert.ts';
import { parseJson } from '../engine/python/json.ts';
import { isPyObject, type PyValue } from '../engine/python/value.ts';
import { isObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { format } from '../messages/format.ts';
import type { Journal } from './journal.ts';
import { placesIn } from './place.ts';
import { checkShape } from './shape.ts';

/**
 * Reads a journal of Chaos Toolkit or of this program, which are the same.
 * @param name what errors call it
 * @param language of reasons within an error
 * @throws HumanError `report.…`: what is wrong, where, and what to do
 */
export function readJournal(text: string, name: string, language?: string): Journal {
  const source = text.replace(/^\uFEFF/, '');
  if (source.trim() === '') {
    throw new HumanError('report.empty', { name });
  }
  let value: PyValue;
  try {
    value = parseJson(source);
  } catch (error) {
    throw notJson(source, name, error, language);
  }
  if (!isPyObject(value) || !isJournalLike(plain(value))) {
    throw new HumanError('report.no-journal', { name });
  }
  checkShape(plain(value), source, name);
  return { name, data: value };
}

/** Whether a JSON value is meant to be a journal: an experiment or an event has no such keys. */
function isJournalLike(value: unknown): boolean {
  return isObject(value) && ('steady_states' in value || ('experiment' in value && 'run' in value));
}

/** Of a text that is no JSON: where it stops being it. */
function notJson(text: string, name: string, cause: unknown, language?: string): HumanError {
  const { problems, pointerAt } = placesIn(text);
  const first = problems.find(({ severity }) => severity === 'error');
  if (first === undefined) {
    return new HumanError('report.no-journal', { name }, { cause });
  }
  const { line, character } = first.range.start;
  const place = { name, line: line + 1, column: character + 1 };
  const rest = text.split('\n').slice(line).join('\n').slice(character);
  if (text.trimStart().startsWith('{') && (rest.trim() === '' || isTorn(rest))) {
    const inside = pointerAt(first.range.start) || '/';
    return new HumanError('report.cut-off', { ...place, inside }, { cause });
  }
  if (/^\s*\{.*\}\s*\n\s*\{/.test(text)) {
    return new HumanError('report.events', { name }, { cause });
  }
  return new HumanError('report.no-json', { ...place, reason: format(first, language) }, { cause });
}

/** A text, number or word that the end of the file cuts in two. */
function isTorn(rest: string): boolean {
  return /^"(?:[^"\\\n]|\\.)*\\?$|^[\w.+-]+$/.test(rest);
}
