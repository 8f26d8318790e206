import type { Cursor } from './cursor.ts';
import type { LinePlace } from './cursor-yaml.ts';

interface Level {
  list: boolean;
  index: number;
  key?: string;
}

/**
 * The cursor inside braces and brackets that begin on the same line.
 * @param start column where the value begins
 * @param path tokens of that value
 * @returns `none` behind them, undefined where there are none
 */
export function flowCursor(
  { line, lineStart, column }: LinePlace,
  start: number,
  path: readonly string[],
): Cursor | 'none' | undefined {
  if (!/^[{[]/.test(line.slice(start)) || column <= start) {
    return undefined;
  }
  const levels: Level[] = [];
  let at = start;
  let word = start;
  while (at < column) {
    const letter = line[at] ?? '';
    if (letter === '"' || letter === "'") {
      const closed = line.indexOf(letter, at + 1);
      if (closed < 0 || closed >= column) {
        break;
      }
      at = closed + 1;
      continue;
    }
    step(levels, letter, line.slice(word, at));
    at += 1;
    if (/[{}[\],:]/.test(letter) && (letter !== ':' || /\s/.test(line[at] ?? ' '))) {
      word = at;
    }
  }
  const level = levels.at(-1);
  if (level === undefined) {
    return 'none';
  }
  const begin = word + (/^\s*/.exec(line.slice(word, column))?.[0].length ?? 0);
  const first = line[begin] ?? '';
  const quote = first === '"' || first === "'" ? first : '';
  const rest = /^[^,}\]:]*/.exec(line.slice(column))?.[0].trimEnd() ?? '';
  const end = column + rest.length;
  const after = line.slice(end);
  const isKey = !level.list && level.key === undefined;
  const inner = levels.flatMap(({ list, index, key }, depth) => {
    const last = depth === levels.length - 1;
    return list ? [String(index)] : key !== undefined && !(last && isKey) ? [key] : [];
  });
  return {
    format: 'yaml',
    part: isKey ? 'key' : 'value',
    path: [...path, ...inner],
    orKey: false,
    start: lineStart + begin,
    end: lineStart + end,
    typed: line.slice(begin + quote.length, column),
    quote,
    colon: isKey && /^\s*:/.test(after),
    comma: /^\s*[^\s,}\]:]/.test(after),
    flow: true,
    indent: 0,
    behindKey: false,
    dash: false,
    block: false,
  };
}

function step(levels: Level[], letter: string, word: string): void {
  const level = levels.at(-1);
  switch (letter) {
    case '{':
    case '[':
      levels.push({ list: letter === '[', index: 0 });
      break;
    case '}':
    case ']':
      levels.pop();
      break;
    case ',':
      if (level !== undefined) {
        level.index += 1;
        delete level.key;
      }
      break;
    case ':':
      if (level !== undefined && !level.list && level.key === undefined) {
        level.key = word.trim().replace(/^(["'])(.*)\1$/, '$2');
      }
      break;
    default:
  }
}
