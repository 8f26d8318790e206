import { isObject, type Json } from '../json.ts';
import { textAt } from '../value-at.ts';
import type { Say } from './offer.ts';

/**
 * What a tolerance means, in words; undefined where it means nothing.
 * @param provider of the probe that is judged: a number is a status for http and process
 */
export function toleranceWords(
  tolerance: Json | undefined,
  provider: Json | undefined,
  say: Say,
): string | undefined {
  const type = textAt(provider, 'type');
  const status = type === 'http' || type === 'process';
  if (Array.isArray(tolerance)) {
    return listWords(tolerance, status, type, say);
  }
  if (isObject(tolerance)) {
    return judgementWords(tolerance, say);
  }
  if (tolerance === undefined || tolerance === null) {
    return undefined;
  }
  const value = shown(tolerance);
  if (status && typeof tolerance === 'number') {
    return say({ code: `writing.words-${type}`, args: { value } });
  }
  return say({ code: 'writing.words-equal', args: { value } });
}

function listWords(
  list: readonly Json[],
  status: boolean,
  type: string | undefined,
  say: Say,
): string | undefined {
  const [low, high] = list;
  if (low === undefined) {
    return undefined;
  }
  if (status) {
    return say({ code: `writing.words-${type}`, args: { value: oneOf(list, say) } });
  }
  return list.length === 2 && high !== undefined
    ? say({ code: 'writing.words-between', args: { low: shown(low), high: shown(high) } })
    : say({ code: 'writing.words-one-of', args: { list: list.map(shown).join(', ') } });
}

function oneOf(list: readonly Json[], say: Say): string {
  const last = shown(list.at(-1) ?? null);
  return list.length === 1
    ? last
    : say({
        code: 'writing.words-or',
        args: { list: list.slice(0, -1).map(shown).join(', '), last },
      });
}

function judgementWords(tolerance: { [key: string]: Json }, say: Say): string | undefined {
  const target = textAt(tolerance, 'target') ?? say({ code: 'writing.words-answer' });
  switch (tolerance['type']) {
    case 'range': {
      const range = tolerance['range'];
      const [low, high] = Array.isArray(range) ? range : [];
      return low === undefined || high === undefined
        ? undefined
        : say({
            code: 'writing.words-range',
            args: { target, low: shown(low), high: shown(high) },
          });
    }
    case 'regex': {
      const pattern = textAt(tolerance, 'pattern');
      return (
        pattern && say({ code: 'writing.words-regex', args: { target, pattern: cut(pattern) } })
      );
    }
    case 'jsonpath':
      return pathWords(tolerance, target, say);
    case 'probe': {
      const provider = tolerance['provider'];
      const by = textAt(tolerance, 'name') ?? textAt(provider, 'func');
      return by && say({ code: 'writing.words-probe', args: { name: cut(by) } });
    }
    default:
      return undefined;
  }
}

function pathWords(
  tolerance: { [key: string]: Json },
  target: string,
  say: Say,
): string | undefined {
  const path = textAt(tolerance, 'path');
  if (path === undefined) {
    return undefined;
  }
  const args = { path: cut(path), target };
  const { expect, count } = tolerance;
  if (expect !== undefined && expect !== null) {
    return say({ code: 'writing.words-path-expect', args: { ...args, value: shown(expect) } });
  }
  return typeof count === 'number'
    ? say({ code: 'writing.words-path-count', args: { ...args, count } })
    : say({ code: 'writing.words-path', args });
}

function shown(value: Json): string {
  return typeof value === 'string' ? `“${cut(value)}”` : cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
