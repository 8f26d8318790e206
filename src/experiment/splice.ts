import type { Span } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import type { Reading, SyntaxProblem } from './parsed.ts';
import { join, tokensOf } from './pointer.ts';
import type { SourceNode } from './tree.ts';

/** What differs between two texts: offsets in the older one, and how much longer the newer is. */
export interface Change extends Span {
  delta: number;
}

/** An entry of a list as it is now: read by itself, with offsets that begin at `base`. */
export interface Replacement extends Span {
  list: string;
  index: number;
  reading: Reading;
  base: number;
  change: Change;
}

/** Characters that are compared at once. */
const block = 1024;

/** The smallest piece in which two texts differ. */
export function changeOf(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start + block <= most && same(before, after, start, start)) {
    start += block;
  }
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) {
    start += 1;
  }
  const delta = after.length - before.length;
  let end = before.length;
  const least = before.length - (most - start);
  while (end - block >= least && same(before, after, end - block, end - block + delta)) {
    end -= block;
  }
  while (end > least && before.charCodeAt(end - 1) === after.charCodeAt(end - 1 + delta)) {
    end -= 1;
  }
  return { start, end, delta };
}

function same(before: string, after: string, at: number, other: number): boolean {
  return before.slice(at, at + block) === after.slice(other, other + block);
}

/** A reading with one entry of a list replaced. */
export function replaceItem(old: Reading, item: Replacement): Reading {
  const path = [...tokensOf(item.list), String(item.index)];
  const pointer = join(item.list, item.index);
  return {
    value: old.value === undefined ? undefined : withValue(old.value, path, item.reading.value),
    root: withNode(old.root, path, 0, item),
    floats: floatsOf(old.floats, item.reading.floats, pointer),
    problems: problemsOf(old.problems, item, pointer),
    ...(old.anchored && { anchored: true }),
  };
}

function withValue(value: Json, [token, ...rest]: string[], part: Json | undefined): Json {
  if (token === undefined) {
    return part ?? null;
  }
  if (Array.isArray(value)) {
    const copy = value.slice();
    copy[Number(token)] = withValue(copy[Number(token)] ?? null, rest, part);
    return copy;
  }
  const copy = { ...(value as JsonObject) };
  copy[token] = withValue(copy[token] ?? null, rest, part);
  return copy;
}

/** The tree with the entry replaced; what stands behind it is moved, and nothing else is touched. */
function withNode(
  node: SourceNode,
  [token, ...rest]: string[],
  above: number,
  item: Replacement,
): SourceNode {
  const shift = above + (node.shift ?? 0);
  const { base, change, reading } = item;
  if (token === undefined) {
    return { ...reading.root, shift: base - above };
  }
  const step = (child: SourceNode, name: string): SourceNode => {
    if (name === token) {
      return withNode(child, rest, shift, item);
    }
    const start = (child.key?.start ?? child.start) + (child.shift ?? 0) + shift;
    return change.delta !== 0 && start >= item.end
      ? { ...child, shift: (child.shift ?? 0) + change.delta }
      : child;
  };
  // A block ends where its last entry ends.
  const ends = node.end + shift === item.end;
  return {
    ...node,
    end: ends ? reading.root.end + base - shift : node.end + change.delta,
    ...(node.members && {
      members: new Map([...node.members].map(([name, child]) => [name, step(child, name)])),
    }),
    ...(node.items && { items: node.items.map((child, index) => step(child, String(index))) }),
  };
}

function floatsOf(
  old: ReadonlySet<string>,
  own: ReadonlySet<string>,
  pointer: string,
): Set<string> {
  const others = [...old].filter((each) => !each.startsWith(`${pointer}/`));
  return new Set([...others, ...[...own].map((each) => pointer + each)]);
}

function problemsOf(
  old: readonly SyntaxProblem[],
  { start, end, base, change, reading }: Replacement,
  pointer: string,
): SyntaxProblem[] {
  const before = old.filter((each) => each.start < start);
  const behind = old.filter((each) => each.start >= end);
  return [
    ...before,
    ...reading.problems.map((each) => ({
      ...each,
      start: each.start + base,
      end: each.end + base,
      ...(each.pointer !== undefined && { pointer: pointer + each.pointer }),
    })),
    ...behind.map((each) => ({
      ...each,
      start: each.start + change.delta,
      end: each.end + change.delta,
    })),
  ];
}
