import type { Position, Range, Span } from './document.ts';
import { unescapeToken } from './pointer.ts';

/** Where a value stands in a text; offsets in UTF-16 units, `end` not included. */
export interface SourceNode extends Span {
  /** What is added to its own offsets and to all beneath: an edit before it has moved it. */
  shift?: number;
  /** Where the property name stands, for a member of an object. */
  key?: Span;
  members?: Map<string, SourceNode>;
  items?: SourceNode[];
  /** Its content stands elsewhere (a YAML alias): positions never lead into it. */
  alias?: boolean;
}

/** Turns offsets of a text into lines and characters, and back. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    if (text.includes('\r')) {
      for (const match of text.matchAll(/\r\n|\r|\n/g)) {
        this.#starts.push(match.index + match[0].length);
      }
      return;
    }
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  positionAt(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= bounded) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, character: bounded - (this.#starts[low] ?? 0) };
  }

  offsetAt({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) {
      return line < 0 ? 0 : this.#length;
    }
    return Math.min(start + Math.max(0, character), this.#starts[line + 1] ?? this.#length);
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(Math.max(start, end)) };
  }
}

/** The node a pointer names, or its nearest ancestor that exists. */
export interface Found {
  node: SourceNode;
  exact: boolean;
  /** To be added to the node's offsets. */
  shift: number;
  /** On the way to it, or at it, the content of an alias was entered. */
  alias: boolean;
}

export function nodeAt(root: SourceNode, pointer: string): Found {
  let node = root;
  let shift = root.shift ?? 0;
  let alias = false;
  for (const token of pointer === '' ? [] : pointer.slice(1).split('/')) {
    const next = node.members?.get(unescapeToken(token)) ?? node.items?.[Number(token)];
    if (next === undefined) {
      return { node, exact: false, shift, alias };
    }
    node = next;
    shift += node.shift ?? 0;
    alias ||= node.alias === true;
  }
  return { node, exact: true, shift, alias };
}

/** The path of tokens to the innermost value (or its property name) around an offset. */
export function pathAt(root: SourceNode, offset: number): string[] {
  const path: string[] = [];
  let node: SourceNode | undefined = root;
  let own = offset - (root.shift ?? 0);
  while (node !== undefined && node.alias !== true) {
    const next = childAt(node, own);
    if (next === undefined) {
      break;
    }
    path.push(next[0]);
    node = next[1];
    own -= node.shift ?? 0;
  }
  return path;
}

function childAt(node: SourceNode, offset: number): [string, SourceNode] | undefined {
  for (const [name, child] of node.members ?? []) {
    const own = offset - (child.shift ?? 0);
    if (own >= (child.key?.start ?? child.start) && own <= child.end) {
      return [name, child];
    }
  }
  const around = ({ start, end, shift = 0 }: SourceNode) =>
    offset - shift >= start && offset - shift <= end;
  const index = node.items?.findIndex(around) ?? -1;
  const item = node.items?.[index];
  return item === undefined ? undefined : [String(index), item];
}
