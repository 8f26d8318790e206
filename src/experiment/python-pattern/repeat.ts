import type { PatternNode } from './ast.ts';
import type { PatternSource } from './source.ts';

const simple: Readonly<Record<string, [number, number]>> = {
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
  '?': [0, 1],
};

/** Reads `*`, `+`, `?`, `{m,n}` with a following `?` or `+`, or undefined if none comes next. */
export function readRepeat(
  source: PatternSource,
  body: PatternNode | undefined,
): PatternNode | undefined {
  const at = source.at;
  const counts = simple[source.next] ?? readCounts(source);
  if (counts === undefined) {
    return undefined;
  }
  if (source.at === at) {
    source.take();
  }
  const [min, max] = counts;
  if (body === undefined || isPlace(body)) {
    return source.refuse('experiment.pattern-repeat-nothing', at);
  }
  if (body.type === 'repeat') {
    return source.refuse('experiment.pattern-repeat-twice', at);
  }
  if (max < min || min >= 0xffffffff || (max !== Number.POSITIVE_INFINITY && max >= 0xffffffff)) {
    return source.refuse('experiment.pattern-repeat-count', at);
  }
  const mode = source.takeText('?') ? 'lazy' : source.takeText('+') ? 'possessive' : 'greedy';
  return { type: 'repeat', min, max, mode, body };
}

/** `^`, `$`, `\b` and their like: Python refuses to repeat them. */
function isPlace(node: PatternNode): boolean {
  return ['lineStart', 'lineEnd', 'textStart', 'textEnd', 'boundary'].includes(node.type);
}

/** `{m}`, `{m,}`, `{,n}`, `{m,n}`; anything else after `{` makes it an ordinary character. */
function readCounts(source: PatternSource): [number, number] | undefined {
  const start = source.at;
  if (!source.takeText('{')) {
    return undefined;
  }
  const low = source.takeWhile(/[0-9]/);
  const comma = source.takeText(',');
  const high = comma ? source.takeWhile(/[0-9]/) : low;
  if ((low === '' && !comma) || !source.takeText('}')) {
    source.at = start;
    return undefined;
  }
  return [low === '' ? 0 : Number(low), high === '' ? Number.POSITIVE_INFINITY : Number(high)];
}
