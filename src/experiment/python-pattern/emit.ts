import type { PatternNode, SetItem } from './ast.ts';
import type { ParsedPattern } from './parse.ts';
import { widthOf } from './width.ts';

/** A JavaScript regular expression. */
export interface JsPattern {
  source: string;
  flags: string;
}

/** What a category is, as members of a JavaScript set (flag `v`). */
const categories = {
  d: { unicode: '\\p{Nd}', ascii: '0-9' },
  s: {
    unicode:
      '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000',
    ascii: '\\t-\\r\\x20',
  },
  w: { unicode: '\\p{L}\\p{N}_', ascii: 'a-zA-Z0-9_' },
};

const anything = '[^]';

/** One letter for Python where case is ignored, two pairs for JavaScript. */
const dottedAndDotless = [0x49, 0x69, 0x130, 0x131];

/**
 * Writes a pattern for JavaScript so that it finds what Python finds.
 * @throws HumanError `experiment.pattern-unsupported` for what JavaScript has no words for
 */
export function emitPattern(parsed: ParsedPattern): JsPattern {
  const { flags, source } = parsed;
  const emitter = new Emitter(flags.ignoreCase, (what) =>
    source.refuse('experiment.pattern-unsupported', 0, { what }),
  );
  return { source: emitter.emit(parsed.body), flags: flags.ignoreCase ? 'iv' : 'v' };
}

class Emitter {
  readonly refuse: (what: string) => never;
  readonly #ignoreCase: boolean;
  /** JavaScript's number of each of Python's groups that has been closed and surely matched. */
  readonly #usable = new Map<number, number>();
  #count = 0;
  #inLookbehind = false;
  #inAtomic = false;

  constructor(ignoreCase: boolean, refuse: (what: string) => never) {
    this.#ignoreCase = ignoreCase;
    this.refuse = refuse;
  }

  emit(node: PatternNode): string {
    switch (node.type) {
      case 'set':
        return setText(node.negated, this.#ignoreCase ? withEveryI(node.items) : node.items);
      case 'any':
        return node.dotAll ? anything : '[^\\n]';
      case 'lineStart':
        return node.multiline ? '(?:^|(?<=\\n))' : '^';
      case 'lineEnd':
        return node.multiline ? '(?=\\n|$)' : '(?=\\n?$)';
      case 'textStart':
        return '^';
      case 'textEnd':
        return '$';
      case 'boundary':
        return boundaryText(node.negated, node.ascii);
      case 'sequence':
        return node.items.map((item) => this.emit(item)).join('');
      case 'choice':
        return node.branches.map((branch) => this.#maybe(branch)).join('|');
      case 'group':
        return this.#group(node.body, node.capture);
      case 'look':
        return this.#look(node.body, node.behind, node.negated);
      case 'atomic':
        return this.#atomic(() => this.emit(node.body));
      case 'repeat':
        return this.#repeat(node);
      case 'reference':
        return this.#reference(node.group);
    }
  }

  /**
   * Emits a part that may be passed by. A reference to a group that did not match fails in Python
   * and succeeds in JavaScript, so from outside such groups can't be referred to.
   */
  #maybe(node: PatternNode): string {
    const before = new Set(this.#usable.keys());
    const text = this.emit(node);
    for (const group of this.#usable.keys()) {
      if (!before.has(group)) {
        this.#usable.delete(group);
      }
    }
    return text;
  }

  #group(body: PatternNode, capture: number | undefined): string {
    if (capture === undefined) {
      return `(?:${this.emit(body)})`;
    }
    this.#count += 1;
    const number = this.#count;
    const text = this.emit(body);
    this.#usable.set(capture, number);
    return `(${text})`;
  }

  #look(body: PatternNode, behind: boolean, negated: boolean): string {
    const outside = this.#inLookbehind;
    this.#inLookbehind ||= behind;
    const text = negated ? this.#maybe(body) : this.emit(body);
    this.#inLookbehind = outside;
    return `(?${behind ? '<' : ''}${negated ? '!' : '='}${text})`;
  }

  /** A lookahead never gives anything back, which makes it atomic; the reference then takes it. */
  #atomic(body: () => string): string {
    if (this.#inLookbehind) {
      return this.refuse('(?<=…(?>…))');
    }
    this.#count += 1;
    const number = this.#count;
    const outside = this.#inAtomic;
    this.#inAtomic = true;
    const text = body();
    this.#inAtomic = outside;
    return `(?:(?=(${text}))\\${number})`;
  }

  #repeat(node: PatternNode & { type: 'repeat' }): string {
    const { min, max, mode } = node;
    const isAtomic = mode === 'possessive' || (this.#inAtomic && max > 1);
    if (isAtomic && widthOf(node.body).min === 0) {
      // After a round that matched nothing Python stops and JavaScript tries the other ways.
      return this.refuse('(…?)++');
    }
    const counts = `{${min},${max === Number.POSITIVE_INFINITY ? '' : max}}`;
    const round = () => (min === 0 ? this.#maybe(node.body) : this.emit(node.body));
    if (mode === 'possessive') {
      // Not even a round before gives something back, other than in an atomic group around it.
      return this.#atomic(() => `(?:${this.#atomic(round)})${counts}`);
    }
    return `(?:${round()})${counts}${mode === 'lazy' ? '?' : ''}`;
  }

  #reference(group: number): string {
    const number = this.#usable.get(group);
    if (number === undefined || this.#inLookbehind) {
      return this.refuse(`\\${group}`);
    }
    if (this.#ignoreCase) {
      // Python compares lower case letters here, JavaScript more: to it, `s` and `ſ` are the same.
      return this.refuse(`(?i)…\\${group}`);
    }
    return `(?:\\${number})`;
  }
}

function setText(negated: boolean, items: SetItem[]): string {
  return `[${negated ? '^' : ''}${items.map(itemText).join('')}]`;
}

function withEveryI(items: SetItem[]): SetItem[] {
  const hasOne = items.some(
    (item) => !('category' in item) && dottedAndDotless.some((i) => item.from <= i && i <= item.to),
  );
  return hasOne ? [...items, ...dottedAndDotless.map((i) => ({ from: i, to: i }))] : items;
}

function itemText(item: SetItem): string {
  if ('category' in item) {
    const text = categories[item.category][item.ascii ? 'ascii' : 'unicode'];
    return `[${item.negated ? '^' : ''}${text}]`;
  }
  const from = codeText(item.from);
  return item.to === item.from ? from : `${from}-${codeText(item.to)}`;
}

function codeText(code: number): string {
  const text = String.fromCodePoint(code);
  return /[a-zA-Z0-9]/.test(text) ? text : `\\u{${code.toString(16)}}`;
}

function boundaryText(negated: boolean, ascii: boolean): string {
  const word = `[${categories.w[ascii ? 'ascii' : 'unicode']}]`;
  return negated
    ? // In an empty text there is no place that is not a boundary either, up to Python 3.13.
      `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word})(?!^$))`
    : `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
}
