import type { PatternFlags } from './ast.ts';
import type { PatternSource } from './source.ts';

const names: Readonly<Record<string, keyof PatternFlags>> = {
  i: 'ignoreCase',
  m: 'multiline',
  s: 'dotAll',
  x: 'verbose',
  a: 'ascii',
};

/** Flags as they are without any being set. */
export const noFlags: PatternFlags = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  verbose: false,
  ascii: false,
};

/**
 * Reads the letters after `(?` up to `)` (flags of the whole pattern) or `:` (of this group), which
 * is taken too. Only valid when a flag letter or `-` comes next.
 */
export function readFlags(
  source: PatternSource,
  before: PatternFlags,
): { flags: PatternFlags; end: ')' | ':' } {
  const at = source.at;
  const on = source.takeWhile(/[a-zA-Z]/);
  const minus = source.takeText('-');
  const off = minus ? source.takeWhile(/[a-zA-Z]/) : '';
  const end = source.take();
  const kinds = new Set(on.replace(/[^auL]/g, ''));
  const isValid =
    /^[aiLmsux]*$/.test(on) &&
    /^[imsx]*$/.test(off) &&
    (!minus || off !== '') &&
    ![...off].some((letter) => on.includes(letter)) &&
    kinds.size < 2 &&
    !kinds.has('L');
  if (!isValid || (end !== ':' && (end !== ')' || minus))) {
    return source.refuse('experiment.pattern-flags', at);
  }
  const flags = { ...before };
  for (const letter of on + off) {
    const name = names[letter];
    if (name !== undefined) {
      flags[name] = on.includes(letter);
    }
  }
  if (kinds.has('u')) {
    flags.ascii = false;
  }
  return { flags, end };
}
