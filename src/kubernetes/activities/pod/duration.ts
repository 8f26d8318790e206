import { HumanError } from '../../../messages/error.ts';

/** Seconds of each unit, by the start of its name; a month and a year as their usual length. */
const units: readonly [RegExp, number][] = [
  [/^s(ec(ond)?s?)?$/, 1],
  [/^m(in(ute)?s?)?$/, 60],
  [/^h((ou)?rs?)?$/, 3600],
  [/^d(ays?)?$/, 86_400],
  [/^w(eeks?)?$/, 604_800],
  [/^months?$/, 2_592_000],
  [/^y(ears?)?$/, 31_536_000],
];

/**
 * Seconds from a time in words until now: `10 minutes`, `1h30m`, `an hour ago`, `1 day and 2 hours`,
 * or an ISO 8601 time.
 * @throws HumanError `kubernetes.duration` for anything else, and for a time to come
 */
export function secondsSince(text: string, now: Date): number {
  const seconds = /^\s*\d{4}-\d\d-\d\d/.test(text)
    ? (now.getTime() - Date.parse(text.trim())) / 1000
    : inWords(text);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new HumanError('kubernetes.duration', { text });
  }
  return Math.trunc(seconds);
}

/** NaN for what is no duration. */
function inWords(text: string): number {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/\s*\bago$/, '');
  const part = /(\d+(?:[.,]\d+)?|an?\b)\s*([a-z]+?)(?=$|[\s,]|\d)[\s,]*(?:and\b\s*)?/y;
  let sum = 0;
  while (part.lastIndex < words.length) {
    const found = part.exec(words);
    const unit = units.find(([name]) => name.test(found?.[2] ?? ''))?.[1];
    if (!found || unit === undefined) {
      return Number.NaN;
    }
    const amount = found[1] as string;
    sum += (amount.startsWith('a') ? 1 : Number(amount.replace(',', '.'))) * unit;
  }
  return words === '' ? Number.NaN : sum;
}
