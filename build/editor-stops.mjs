/** A tab stop for a value of a type; `^` makes the service write it without quotes. */
export function stop({ type }, value, number) {
  const types = [type ?? 'string'].flat();
  const shown = value === undefined || value === null ? '' : `:${value}`;
  if (types.includes('string')) {
    return `\${${number}${shown}}`;
  }
  if (types.includes('array')) {
    return [`^\${${number}}`];
  }
  return types.includes('object') ? {} : `^\${${number}${shown || ':0'}}`;
}
