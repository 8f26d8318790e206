import type { PatternNode, SetItem } from './ast.ts';
import { readSetEscape } from './escapes.ts';
import type { PatternSource } from './source.ts';

/** Reads a set up to its closing bracket; the opening one has been taken. */
export function readSet(source: PatternSource, ascii: boolean): PatternNode {
  const start = source.at - 1;
  const negated = source.takeText('^');
  const items: SetItem[] = [];
  for (let isFirst = true; isFirst || source.next !== ']'; isFirst = false) {
    const at = source.at;
    const from = readItem(source, ascii, start);
    if (!source.takeText('-')) {
      items.push(from);
      continue;
    }
    if (source.next === ']') {
      items.push(from, { from: 0x2d, to: 0x2d });
      continue;
    }
    const to = readItem(source, ascii, start);
    if ('category' in from || 'category' in to || to.from < from.from) {
      return source.refuse('experiment.pattern-range', at);
    }
    items.push({ from: from.from, to: to.from });
  }
  source.take();
  return { type: 'set', negated, items };
}

function readItem(source: PatternSource, ascii: boolean, start: number): SetItem {
  const next = source.take();
  if (next === '') {
    return source.refuse('experiment.pattern-set', start);
  }
  if (next === '\\') {
    return readSetEscape(source, ascii);
  }
  const code = next.codePointAt(0) ?? 0;
  return { from: code, to: code };
}
