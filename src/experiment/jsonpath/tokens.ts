/** A piece of a path. */
export interface Token {
  kind: 'symbol' | 'word' | 'text' | 'number' | 'end';
  text: string;
  /** Index of its first character. */
  at: number;
}

const pieces = new RegExp(
  [
    String.raw`(?<blank>[ \t\r\n]+)`,
    String.raw`(?<symbol>\.\.|!=|<=|>=|[@$.*=<>{}[\]:,()?])`,
    '(?<word>[_A-Za-z][_A-Za-z0-9]*)',
    String.raw`(?<text>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")`,
    String.raw`(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
  ].join('|'),
  'y',
);

/** Cuts a path into pieces; a place where there is none ends the list, with `end` standing there. */
export function tokensOf(path: string): Token[] {
  const tokens: Token[] = [];
  const expression = new RegExp(pieces.source, 'y');
  let at = 0;
  for (let match = expression.exec(path); match; match = expression.exec(path)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, each]) => each) ?? [];
    if (kind !== 'blank' && text !== undefined) {
      tokens.push({ kind: kind as Token['kind'], text, at });
    }
    at = expression.lastIndex;
  }
  tokens.push({ kind: 'end', text: at === path.length ? '' : (path[at] ?? ''), at });
  return tokens;
}
