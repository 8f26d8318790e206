/** Which texts a Python regular expression is found in. */
export async function matchTexts(
  pattern: string,
  texts: readonly string[],
  _signal: AbortSignal,
): Promise<boolean[]> {
  const compiled = new RegExp(pattern);
  return texts.map((text) => compiled.test(text));
}
