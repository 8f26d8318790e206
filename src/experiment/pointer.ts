/** The pointer of a member or item of the value at `parent` (RFC 6901). */
export function join(parent: string, ...tokens: (string | number)[]): string {
  let pointer = parent;
  for (const token of tokens) {
    pointer += `/${typeof token === 'number' ? token : escapeToken(token)}`;
  }
  return pointer;
}

function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replace(/~/g, '~0').replace(/\//g, '~1') : token;
}

/** One token of a pointer as it is in the document. */
export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replace(/~1/g, '/').replace(/~0/g, '~') : token;
}

/** The tokens of a pointer as they are in the document. */
export function tokensOf(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeToken);
}
