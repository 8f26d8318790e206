import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Json, JsonObject } from './json.ts';
import { maxDepth, type Reading, type SyntaxProblem, setMember } from './parsed.ts';
import { join } from './pointer.ts';
import type { SourceNode } from './tree.ts';

const codes: Readonly<Record<string, string>> = {
  InvalidSymbol: 'experiment.json-symbol',
  InvalidNumberFormat: 'experiment.json-number',
  PropertyNameExpected: 'experiment.json-name-expected',
  ValueExpected: 'experiment.json-value-expected',
  ColonExpected: 'experiment.json-colon-expected',
  CommaExpected: 'experiment.json-comma-expected',
  CloseBraceExpected: 'experiment.json-brace-expected',
  CloseBracketExpected: 'experiment.json-bracket-expected',
  EndOfFileExpected: 'experiment.json-end-expected',
  InvalidCommentToken: 'experiment.json-comment',
  UnexpectedEndOfComment: 'experiment.json-comment',
  UnexpectedEndOfString: 'experiment.json-string-end',
  UnexpectedEndOfNumber: 'experiment.json-number',
  InvalidUnicode: 'experiment.json-escape',
  InvalidEscapeCharacter: 'experiment.json-escape',
  InvalidCharacter: 'experiment.json-character',
};

/**
 * Reads JSON, as far as it can be read.
 * @param lenient takes comments and trailing commas, which are problems otherwise
 */
export function readJson(source: string, lenient = false): Reading {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  const empty: Reading = {
    value: undefined,
    root: { start: 0, end: text.length },
    floats: new Set(),
    problems: [],
  };
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    empty.problems.push({
      code: 'experiment.too-deep',
      args: { limit: maxDepth },
      severity: 'error',
      ...deep,
    });
    return empty;
  }
  if (text.trim() === '') {
    return empty;
  }
  const errors: ParseError[] = [];
  const options = { disallowComments: !lenient, allowTrailingComma: lenient };
  const tree = parseTree(text, errors, options);
  const problems = withoutRepeats(errors.map((error) => toProblem(error, text)));
  if (tree === undefined) {
    return { ...empty, problems };
  }
  const builder = new Builder(text, problems);
  const root: SourceNode = { start: tree.offset, end: tree.offset + tree.length };
  const value = builder.build(tree, '', root);
  return { value, root, floats: builder.floats, problems };
}

/** The bracket that nests too deep, without building anything; the parser would recurse. */
function tooDeepAt(text: string): { start: number; end: number } | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|[[{]|[\]}]/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > maxDepth) {
        return { start: index, end: index + 1 };
      }
    } else if (token === '}' || token === ']') {
      depth -= 1;
    }
  }
  return undefined;
}

/** The parser reports some places twice, as a missing name and as a missing value. */
function withoutRepeats(problems: SyntaxProblem[]): SyntaxProblem[] {
  return problems.filter(({ start }, index) => problems[index - 1]?.start !== start);
}

function toProblem(error: ParseError, text: string): SyntaxProblem {
  const start = error.offset;
  const end = start + error.length;
  const before = text.slice(0, start).trimEnd();
  if (/^[}\]]/.test(text.slice(start)) && before.endsWith(',')) {
    const comma = before.length - 1;
    return {
      code: 'experiment.json-trailing-comma',
      severity: 'error',
      start: comma,
      end: comma + 1,
      instead: [''],
    };
  }
  const name = printParseErrorCode(error.error);
  const code = codes[name] ?? 'experiment.json-symbol';
  return {
    code,
    args: { text: excerpt(text.slice(start, end)) },
    severity: 'error',
    start,
    end,
    ...(name === 'InvalidCommentToken' && { instead: [''] }),
  };
}

function excerpt(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

class Builder {
  readonly floats = new Set<string>();
  readonly #text: string;
  readonly #problems: SyntaxProblem[];

  constructor(text: string, problems: SyntaxProblem[]) {
    this.#text = text;
    this.#problems = problems;
  }

  build(node: Node, pointer: string, place: SourceNode): Json {
    switch (node.type) {
      case 'object':
        return this.#object(node, pointer, place);
      case 'array':
        place.items = [];
        return (node.children ?? []).map((child, index) => {
          const item = { start: child.offset, end: child.offset + child.length };
          place.items?.push(item);
          return this.build(child, join(pointer, index), item);
        });
      case 'number':
        return this.#number(node, pointer);
      default:
        return (node.value as Json | undefined) ?? null;
    }
  }

  #object(node: Node, pointer: string, place: SourceNode): JsonObject {
    const result: JsonObject = {};
    const members = new Map<string, SourceNode>();
    place.members = members;
    for (const property of node.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name === undefined) {
        continue;
      }
      const key = { start: name.offset, end: name.offset + name.length };
      const text = String(name.value);
      if (members.has(text)) {
        this.#problems.push({
          code: 'experiment.duplicate-key',
          args: { name: text },
          severity: 'warning',
          pointer: join(pointer, text),
          ...key,
        });
      }
      const member: SourceNode = value
        ? { start: value.offset, end: value.offset + value.length, key }
        : { ...key, key };
      members.set(text, member);
      const at = join(pointer, text);
      setMember(result, text, value ? this.build(value, at, member) : null);
    }
    return result;
  }

  #number(node: Node, pointer: string): number {
    const value = node.value as number;
    const written = this.#text.slice(node.offset, node.offset + node.length);
    const place = { start: node.offset, end: node.offset + node.length, pointer };
    if (/[.e]/i.test(written)) {
      if (!Number.isFinite(value)) {
        this.#problems.push({ code: 'experiment.number-range', severity: 'error', ...place });
      } else if (Number.isInteger(value)) {
        this.floats.add(pointer);
      }
    } else if (!Number.isSafeInteger(value)) {
      this.#problems.push({ code: 'experiment.number-precision', severity: 'warning', ...place });
    }
    return value;
  }
}
