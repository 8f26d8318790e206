import { HumanError } from '../../messages/error.ts';
import type { Json, JsonObject } from '../json.ts';
import {
  type Comparison,
  type JsonPath,
  type Operand,
  type PathStep,
  type PathTest,
  pathFunctions,
  type Subscript,
} from './ast.ts';
import { type Token, tokensOf } from './tokens.ts';

const comparisons = ['=', '!=', '<', '<=', '>', '>='];
const keywords = ['and', 'or', 'not', 'true', 'false', 'null'];
const constants: Readonly<Record<string, Json>> = { true: true, false: false, null: null };

/**
 * Reads a path that starts at `$`.
 * @throws HumanError `experiment.jsonpath-invalid`
 */
export function parsePath(path: string): JsonPath {
  const parser = new Parser(path);
  const parsed = parser.path('$');
  parser.end();
  return parsed;
}

class Parser {
  readonly #path: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(path: string) {
    this.#path = path;
    this.#tokens = tokensOf(path);
  }

  path(...starts: string[]): JsonPath {
    const start = starts.find((each) => this.#take(each)) ?? this.#refuse();
    const steps: PathStep[] = [];
    for (let step = this.#step(); step; step = this.#step()) {
      steps.push(step);
    }
    return { from: start === '$' ? 'root' : 'current', steps };
  }

  end(): void {
    if (this.#token.kind !== 'end' || this.#token.text !== '') {
      this.#refuse();
    }
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#path.length };
  }

  #step(): PathStep | undefined {
    if (this.#take('..')) {
      const subscripts = this.#is('[') ? this.#brackets() : [this.#bare()];
      return { descend: true, subscripts };
    }
    if (this.#take('.')) {
      return { descend: false, subscripts: [this.#bare()] };
    }
    return this.#is('[') ? { descend: false, subscripts: this.#brackets() } : undefined;
  }

  /** What follows a dot: a name, a function, or `*`. */
  #bare(): Subscript {
    if (this.#take('*')) {
      return { type: 'all' };
    }
    const name = this.#name() ?? this.#refuse();
    return this.#is('(') ? this.#call(name) : { type: 'key', key: name };
  }

  #brackets(): Subscript[] {
    this.#need('[');
    const subscripts = [this.#subscript()];
    while (this.#take(',')) {
      subscripts.push(this.#subscript());
    }
    this.#need(']');
    return subscripts;
  }

  #subscript(): Subscript {
    const { kind, text } = this.#token;
    if (kind === 'text') {
      this.#next += 1;
      return { type: 'key', key: text.slice(1, -1) };
    }
    if (kind === 'number' || this.#is(':')) {
      return this.#indexOrSlice();
    }
    if (this.#take('*')) {
      return { type: 'all' };
    }
    if (this.#take('?')) {
      return { type: 'filter', test: this.#inParentheses() };
    }
    if (this.#is('@') || this.#is('$')) {
      return { type: 'path', path: this.path('@', '$') };
    }
    return this.#call(this.#name() ?? this.#refuse());
  }

  #indexOrSlice(): Subscript {
    const start = this.#integer();
    if (!this.#take(':')) {
      return { type: 'index', index: start ?? 0 };
    }
    const end = this.#integer();
    return { type: 'slice', start, end, step: this.#take(':') ? this.#integer() : null };
  }

  #integer(): number | null {
    const { kind, text } = this.#token;
    if (kind !== 'number') {
      return null;
    }
    if (!/^-?\d+$/.test(text)) {
      return this.#refuse();
    }
    this.#next += 1;
    return Number(text) + 0;
  }

  #call(name: string): Subscript {
    const known = pathFunctions.find((each) => each === name) ?? this.#refuse(-1);
    const args: Operand[] = [];
    this.#need('(');
    while (!this.#is(')')) {
      args.push(this.#operand());
      if (!this.#is(')')) {
        this.#need(',');
        if (this.#is(')')) {
          this.#refuse();
        }
      }
    }
    this.#need(')');
    return { type: 'call', name: known, args };
  }

  #inParentheses(): PathTest {
    this.#need('(');
    const test = this.#and();
    this.#need(')');
    return test;
  }

  /** `or` binds closer than `and` in this dialect. */
  #and(): PathTest {
    const tests = [this.#or()];
    while (this.#take('and')) {
      tests.push(this.#or());
    }
    return tests.length === 1 && tests[0] ? tests[0] : { type: 'and', tests };
  }

  #or(): PathTest {
    const tests = [this.#not()];
    while (this.#take('or')) {
      tests.push(this.#not());
    }
    return tests.length === 1 && tests[0] ? tests[0] : { type: 'or', tests };
  }

  #not(): PathTest {
    if (this.#take('not')) {
      return { type: 'not', test: this.#not() };
    }
    if (this.#is('(')) {
      return this.#inParentheses();
    }
    const left = this.#operand();
    const operator = comparisons.find((each) => this.#take(each));
    return operator === undefined
      ? { type: 'some', operand: left }
      : { type: 'compare', operator: operator as Comparison, left, right: this.#operand() };
  }

  #operand(): Operand {
    if (this.#is('@') || this.#is('$')) {
      return { type: 'path', path: this.path('@', '$') };
    }
    const isFloat = this.#token.kind === 'number' && /[.eE]/.test(this.#token.text);
    return { type: 'value', value: this.#value(), isFloat };
  }

  #value(): Json {
    const { kind, text } = this.#token;
    if (kind === 'word' && Object.hasOwn(constants, text)) {
      this.#next += 1;
      return constants[text] ?? null;
    }
    if (kind === 'text' || kind === 'number') {
      this.#next += 1;
      return kind === 'number' ? Number(text) : text.slice(1, -1);
    }
    return this.#take('{') ? this.#object() : this.#list();
  }

  #object(): JsonObject {
    const pairs: [string, Json][] = [];
    while (!this.#take('}')) {
      if (pairs.length > 0) {
        this.#need(',');
      }
      const { kind, text } = this.#token;
      if (kind !== 'text') {
        this.#refuse();
      }
      this.#next += 1;
      this.#need(':');
      pairs.push([text.slice(1, -1), this.#value()]);
    }
    return Object.fromEntries(pairs);
  }

  #list(): Json[] {
    const items: Json[] = [];
    this.#need('[');
    while (!this.#take(']')) {
      if (items.length > 0) {
        this.#need(',');
      }
      items.push(this.#value());
    }
    return items;
  }

  #name(): string | undefined {
    const { kind, text } = this.#token;
    if (kind !== 'word' || keywords.includes(text)) {
      return undefined;
    }
    this.#next += 1;
    return text;
  }

  /** Whether this symbol or keyword comes next. */
  #is(text: string): boolean {
    const { kind } = this.#token;
    return this.#token.text === text && (kind === 'symbol' || kind === 'word');
  }

  #take(text: string): boolean {
    const found = this.#is(text);
    this.#next += found ? 1 : 0;
    return found;
  }

  #need(text: string): void {
    if (!this.#take(text)) {
      this.#refuse();
    }
  }

  /** @param offset of the piece it is about from the next one */
  #refuse(offset = 0): never {
    const at = this.#tokens[this.#next + offset]?.at ?? this.#path.length;
    throw new HumanError('experiment.jsonpath-invalid', { path: this.#path, at: at + 1 });
  }
}
