/**
 * Finds a regular expression with the flag `u` or `v` in a text, as source code, since it runs in
 * other realms: names `source`, `flags` and `text`, gives a boolean. In a text with surrogate pairs
 * V8 also tries the places inside the pairs, where an expression that can match nothing then matches
 * wrongly; there the places are tried one by one.
 */
export const searchCode = `(() => {
  if (!/[\\u{10000}-\\u{10ffff}]/u.test(text)) {
    return new RegExp(source, flags).test(text);
  }
  const here = new RegExp(source, flags + 'y');
  for (let at = 0; at <= text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
    here.lastIndex = at;
    if (here.test(text)) {
      return true;
    }
  }
  return false;
})()`;
