import { HumanError } from '../../messages/error.ts';
import { parseJson } from '../python/json.ts';
import type { PyValue } from '../python/value.ts';

/** Where a look begins: at what an activity gave last, or at a value that was typed. */
export type Source = { name: string } | { value: PyValue };

/** What somebody who debugs a run wants to know. */
export type Expression =
  | { ask: 'help' }
  /** A text with `${name}` in it. */
  | { ask: 'text'; text: string }
  /** One name of the configuration or the secrets. */
  | { ask: 'name'; name: string }
  /** The output of an activity; of the last one without `of`. */
  | { ask: 'output'; of?: Source }
  /** What a JSONPath finds in an output. */
  | { ask: 'path'; path: string; of?: Source }
  /** Whether a tolerance is met; without one it is the activity's own. */
  | { ask: 'tolerance'; tolerance?: PyValue; of?: Source };

/**
 * Reads what was typed:
 * `help` · `${name}` · `name` · `output [OF]` · `$.path [OF]` · `tolerance [JSON] [OF]`, where OF is
 * `of "activity"` or `of value JSON`.
 * @throws HumanError `engine.inspect-syntax`
 */
export function parseExpression(typed: string): Expression {
  const text = typed.trim();
  if (text === 'help' || text === '?') {
    return { ask: 'help' };
  }
  const [, word = '', rest = ''] = /^(output|tolerance)\b(.*)$/s.exec(text) ?? [];
  if (word === 'output') {
    const { before, of } = split(` ${rest.trim()}`);
    return before === '' ? { ask: 'output', ...(of && { of }) } : wrong(text);
  }
  if (word === 'tolerance') {
    const { before, of } = split(` ${rest.trim()}`);
    const tolerance = before === '' ? undefined : json(before);
    return before !== '' && tolerance === undefined
      ? wrong(text)
      : { ask: 'tolerance', ...(tolerance && { tolerance: tolerance.value }), ...(of && { of }) };
  }
  if (/^\$(?![{\w])/.test(text)) {
    const { before, of } = split(text);
    return { ask: 'path', path: before, ...(of && { of }) };
  }
  if (/^[_a-zA-Z]\w*$/.test(text)) {
    return { ask: 'name', name: text };
  }
  return /\$\{?\w/.test(text) ? { ask: 'text', text } : wrong(text);
}

function wrong(text: string): never {
  throw new HumanError('engine.inspect-syntax', { text });
}

/** What stands before the last ` of …` that can be read, and what that says. */
function split(text: string): { before: string; of?: Source } {
  for (let at = text.lastIndexOf(' of '); at !== -1; at = text.lastIndexOf(' of ', at - 1)) {
    const of = sourceOf(text.slice(at + 4).trim());
    if (of !== undefined) {
      return { before: text.slice(0, at).trim(), of };
    }
    if (at === 0) {
      break;
    }
  }
  return { before: text.trim() };
}

function sourceOf(text: string): Source | undefined {
  const [, given] = /^value\s+(.+)$/s.exec(text) ?? [];
  if (given !== undefined) {
    return json(given);
  }
  const name = json(text)?.value;
  return typeof name === 'string' ? { name } : undefined;
}

function json(text: string): { value: PyValue } | undefined {
  try {
    return { value: parseJson(text) };
  } catch {
    return undefined;
  }
}
