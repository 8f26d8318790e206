/** A line of YAML in block style, by columns. */
export interface LineParts {
  /** Columns of white space in front. */
  indent: number;
  /** Columns of the dashes of list items. */
  dashes: number[];
  /** Where what follows the dashes begins. */
  content: number;
  /** The name of a member: its place, and that of the colon behind it. */
  key?: { name: string; column: number; end: number; colon: number };
  /** Where a comment begins. */
  comment?: number;
}

const keyPattern =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`{}[\],?:-][^#:]*?|-[^\s:][^:]*?))\s*:(?=\s|$)/;

/** What a line consists of. */
export function partsOf(line: string): LineParts {
  const indent = line.length - line.trimStart().length;
  const dashes: number[] = [];
  let content = indent;
  while (
    line[content] === '-' &&
    (content + 1 >= line.length || /[ \t]/.test(line[content + 1] ?? ''))
  ) {
    dashes.push(content);
    content += 1;
    while (/[ \t]/.test(line[content] ?? '')) {
      content += 1;
    }
  }
  const comment = commentAt(line, content);
  const match = keyPattern.exec(line.slice(content));
  const name = match?.[1] ?? match?.[2]?.replaceAll("''", "'") ?? match?.[3];
  const whole = match?.[0];
  return {
    indent,
    dashes,
    content,
    ...(name !== undefined &&
      whole !== undefined && {
        key: {
          name,
          column: content,
          end: content + whole.slice(0, -1).trimEnd().length,
          colon: content + whole.length - 1,
        },
      }),
    ...(comment !== undefined && { comment }),
  };
}

function commentAt(line: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (quote !== '') {
      quote = letter === quote ? '' : quote;
    } else if ((letter === '"' || letter === "'") && /[\s:[{,-]/.test(line[at - 1] ?? ' ')) {
      quote = letter;
    } else if (letter === '#' && (at === 0 || /\s/.test(line[at - 1] ?? ''))) {
      return at;
    }
  }
  return undefined;
}

interface Structure {
  column: number;
  /** Undefined for a dash. */
  name?: string;
}

/**
 * Tokens that lead to what stands at a column: to the object a name is in, or to a list's item.
 * @param above the lines before
 * @param own the line itself
 * @param item whether a dash stands there
 */
export function pathTo(
  above: readonly string[],
  own: LineParts,
  column: number,
  item: boolean,
): string[] {
  const path: string[] = [];
  let current: { column: number; item: boolean } = { column, item };
  let index = 0;
  const look = ({ column: at, name }: Structure) => {
    const dash = name === undefined;
    if (current.item && dash && at === current.column) {
      index += 1;
    } else if (at < current.column || (current.item && !dash && at === current.column)) {
      if (current.item) {
        path.unshift(String(index));
      }
      if (name !== undefined) {
        path.unshift(name);
      }
      index = 0;
      current = { column: at, item: dash };
    }
  };
  for (const at of own.dashes.filter((dash) => dash < column).reverse()) {
    look({ column: at });
  }
  for (let row = above.length - 1; row >= 0 && (current.column > 0 || current.item); row -= 1) {
    const text = above[row] ?? '';
    if (/^\s*(#|$)/.test(text)) {
      continue;
    }
    if (/^(---|\.\.\.)(\s|$)/.test(text)) {
      break;
    }
    const { dashes, key } = partsOf(text);
    if (key !== undefined) {
      look({ column: key.column, name: key.name });
    }
    for (const at of dashes.reverse()) {
      look({ column: at });
    }
  }
  if (current.item) {
    path.unshift(String(index));
  }
  return path;
}
