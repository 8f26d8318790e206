import { isObject, type Json } from '../experiment/json.ts';
import { momentOf, timeOfDay } from '../messages/time-of-day.ts';
import { journalText } from './journal-text.ts';
import type { PyValue } from './python/value.ts';

/** Seconds for people: `< 0.01 s`, `0.03 s`, `14.2 s`, `2 min 05 s`, `1 h 02 min`. */
export function seconds(value: number): string {
  if (value < 0.005) {
    return '< 0.01 s';
  }
  if (value < 9.995) {
    return `${value.toFixed(2)} s`;
  }
  if (value < 59.95) {
    return `${value.toFixed(1)} s`;
  }
  const whole = Math.round(value);
  if (whole < 3600) {
    return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  }
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** Seconds that a person wrote: `10 s`, not `10.0 s`. */
export function round(value: number): string {
  return value < 60 ? `${Number(value.toFixed(2))} s` : seconds(value);
}

/** Whole seconds of something that goes on, so that a ticking figure does not flicker. */
export function ticking(value: number): string {
  const whole = Math.max(0, Math.floor(value));
  return whole < 60 ? `${whole} s` : seconds(whole);
}

/** Time of day of a moment of a run; mere seconds where its start is no time. */
export function timeIn(
  { startedAt, startedMono }: { startedAt: string; startedMono: number },
  mono: number,
  language: string,
): string {
  const start = momentOf(startedAt);
  const after = mono - startedMono;
  return Number.isNaN(start)
    ? seconds(after / 1000)
    : timeOfDay(new Date(start + after).toISOString(), language);
}

/** Characters of an output that are shown on one line. */
const lineLength = 160;

/**
 * An output on one line. HTTP answers and processes show what people look for first: the status,
 * then the beginning of the body or of what was printed.
 */
export function oneLine(value: Json | undefined): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (isObject(value) && typeof value['status'] === 'number') {
    const more = [value['body'], value['stdout'], value['stderr']].find(
      (part) => part !== undefined && part !== null && part !== '',
    );
    const text = `${value['status']}${more === undefined ? '' : `  ${flat(more)}`}`;
    return cut(text);
  }
  return cut(flat(value));
}

/** A tolerance or other short value, as people would say it. */
export function short(value: Json): string {
  if (isObject(value) && typeof value['type'] === 'string') {
    const { type, ...rest } = value;
    if (type === 'range' && rest['range'] !== undefined) {
      return short(rest['range']);
    }
    const detail = rest['pattern'] ?? rest['path'];
    return cut(detail === undefined ? type : `${type} ${flat(detail)}`, 60);
  }
  if (Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === 'number')) {
    return `${value[0]} – ${value[1]}`;
  }
  return cut(flat(value), 60);
}

/** Characters of an output that the page draws; the whole is in the journal. */
export const shownLength = 200_000;

/** An output over several lines: texts as they are, all else as the journal has it. */
export function pretty(value: PyValue): { text: string; cut: boolean } {
  const text = typeof value === 'string' ? value : journalText(value);
  return { text: text.slice(0, shownLength), cut: text.length > shownLength };
}

function flat(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, named);
  return text
    .slice(0, lineLength * 4)
    .replace(/\s+/g, ' ')
    .trim();
}

/** JSON has no word for numbers such as `NaN`, and would say null. */
function named(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function cut(text: string, length = lineLength): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
