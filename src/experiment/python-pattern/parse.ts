import { character, type PatternFlags, type PatternNode, type Width } from './ast.ts';
import { readEscape } from './escapes.ts';
import { noFlags, readFlags } from './flags.ts';
import { readRepeat } from './repeat.ts';
import { readSet } from './set.ts';
import { PatternSource } from './source.ts';
import { widthOf } from './width.ts';

/** A pattern that has been read. */
export interface ParsedPattern {
  body: PatternNode;
  /** Flags of the whole pattern. */
  flags: PatternFlags;
  source: PatternSource;
}

/** What has been seen of the groups so far. */
interface Groups {
  count: number;
  names: Map<string, number>;
  /** Widths of the groups that are closed. */
  closed: Map<number, Width>;
  flags: PatternFlags;
}

/** Thrown inside to read again from the start, once `(?x)` is known. */
class VerboseFound extends Error {}

/**
 * Reads a pattern by the rules of Python 3.12's `re` for texts.
 * @throws HumanError `experiment.pattern-*`
 */
export function parsePattern(pattern: string): ParsedPattern {
  try {
    return readWhole(pattern, noFlags);
  } catch (error) {
    if (error instanceof VerboseFound) {
      return readWhole(pattern, { ...noFlags, verbose: true });
    }
    throw error;
  }
}

function readWhole(pattern: string, flags: PatternFlags): ParsedPattern {
  const source = new PatternSource(pattern);
  const groups: Groups = { count: 0, names: new Map(), closed: new Map(), flags };
  const body = readChoice(source, groups, undefined);
  if (source.next !== '') {
    source.refuse('experiment.pattern-parenthesis', source.at);
  }
  return { body, flags: groups.flags, source };
}

/** @param local flags of the group around; undefined at the top, where they can still be set */
function readChoice(
  source: PatternSource,
  groups: Groups,
  local: PatternFlags | undefined,
): PatternNode {
  const branches: PatternNode[] = [];
  do {
    branches.push(readSequence(source, groups, local, branches.length === 0));
  } while (source.takeText('|'));
  return branches.length === 1 && branches[0] ? branches[0] : { type: 'choice', branches };
}

function readSequence(
  source: PatternSource,
  groups: Groups,
  local: PatternFlags | undefined,
  isFirst: boolean,
): PatternNode {
  const items: PatternNode[] = [];
  while (source.next !== '' && source.next !== '|' && source.next !== ')') {
    const flags = local ?? groups.flags;
    if (flags.verbose && skipped(source)) {
      continue;
    }
    const repeat = readRepeat(source, items.at(-1));
    if (repeat) {
      items[items.length - 1] = repeat;
      continue;
    }
    const canSetFlags = local === undefined && isFirst && items.length === 0;
    const item = readItem(source, groups, flags, canSetFlags);
    if (item) {
      items.push(item);
    }
  }
  return items.length === 1 && items[0] ? items[0] : { type: 'sequence', items };
}

function skipped(source: PatternSource): boolean {
  if (source.next === '#') {
    source.takeComment('\n');
    return true;
  }
  return source.takeWhile(/[ \t\n\r\v\f]/) !== '';
}

function readItem(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  canSetFlags: boolean,
): PatternNode | undefined {
  const at = source.at;
  const next = source.take();
  switch (next) {
    case '.':
      return { type: 'any', dotAll: flags.dotAll };
    case '^':
      return { type: 'lineStart', multiline: flags.multiline };
    case '$':
      return { type: 'lineEnd', multiline: flags.multiline };
    case '[':
      return readSet(source, flags.ascii);
    case '(':
      return readGroup(source, groups, flags, canSetFlags, at);
    case '\\':
      return readEscape(source, {
        ascii: flags.ascii,
        reference: (group, where) => reference(source, groups, group, where),
      });
    default:
      return character(next.codePointAt(0) ?? 0);
  }
}

function reference(source: PatternSource, groups: Groups, group: number, at: number): PatternNode {
  const width = groups.closed.get(group);
  return width === undefined
    ? source.refuse('experiment.pattern-reference', at, { group: String(group) })
    : { type: 'reference', group, width };
}

function readGroup(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  canSetFlags: boolean,
  at: number,
): PatternNode | undefined {
  if (!source.takeText('?')) {
    return readCapture(source, groups, flags, at);
  }
  if (source.takeText('#')) {
    return source.takeComment(')') ? undefined : source.refuse('experiment.pattern-unclosed', at);
  }
  if (source.takeText('P=')) {
    const name = source.takeUntil(')');
    const group = groups.names.get(name);
    return group === undefined
      ? source.refuse('experiment.pattern-reference', at, { group: name })
      : reference(source, groups, group, at);
  }
  if (source.takeText('P<')) {
    return readCapture(source, groups, flags, at, source.takeUntil('>'));
  }
  for (const opening of ['=', '!', '<=', '<!']) {
    if (source.takeText(opening)) {
      return readLook(source, groups, flags, at, opening);
    }
  }
  if (source.takeText(':')) {
    return { type: 'group', body: readBody(source, groups, flags, at) };
  }
  if (source.takeText('>')) {
    return { type: 'atomic', body: readBody(source, groups, flags, at) };
  }
  if (source.next === '(') {
    return source.refuse('experiment.pattern-unsupported', at, { what: '(?(…)…)' });
  }
  return /[aiLmsux-]/.test(source.next)
    ? readFlagged(source, groups, flags, canSetFlags, at)
    : source.refuse('experiment.pattern-extension', at);
}

function readBody(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  at: number,
): PatternNode {
  const body = readChoice(source, groups, flags);
  return source.takeText(')') ? body : source.refuse('experiment.pattern-unclosed', at);
}

function readCapture(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  at: number,
  name?: string,
): PatternNode {
  groups.count += 1;
  const capture = groups.count;
  if (name !== undefined) {
    if (!/^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name) || groups.names.has(name)) {
      return source.refuse('experiment.pattern-name', at, { name });
    }
    groups.names.set(name, capture);
  }
  const body = readBody(source, groups, flags, at);
  groups.closed.set(capture, widthOf(body));
  return { type: 'group', capture, body };
}

function readLook(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  at: number,
  opening: string,
): PatternNode {
  const behind = opening.startsWith('<');
  const body = readBody(source, groups, flags, at);
  if (behind) {
    const { min, max } = widthOf(body);
    if (min !== max) {
      source.refuse('experiment.pattern-lookbehind', at);
    }
  }
  return { type: 'look', behind, negated: opening.endsWith('!'), body };
}

function readFlagged(
  source: PatternSource,
  groups: Groups,
  flags: PatternFlags,
  canSetFlags: boolean,
  at: number,
): PatternNode | undefined {
  const read = readFlags(source, flags);
  if (read.flags.ascii && read.flags.ignoreCase) {
    // Ignoring case among ASCII letters only is not to be had in JavaScript.
    return source.refuse('experiment.pattern-unsupported', at, { what: '(?ai)' });
  }
  if (read.end === ':') {
    if (read.flags.ignoreCase !== flags.ignoreCase) {
      // Not every JavaScript has flags for a part, and in V8 14 they leak out of some groups.
      return source.refuse('experiment.pattern-unsupported', at, { what: '(?i:…)' });
    }
    if (read.flags.ascii !== flags.ascii) {
      // Python itself forgets the flag in some of these groups.
      return source.refuse('experiment.pattern-unsupported', at, { what: '(?a:…)' });
    }
    return { type: 'group', body: readBody(source, groups, read.flags, at) };
  }
  if (!canSetFlags) {
    return source.refuse('experiment.pattern-flags-place', at);
  }
  if (read.flags.verbose && !flags.verbose) {
    throw new VerboseFound();
  }
  groups.flags = read.flags;
  return undefined;
}
