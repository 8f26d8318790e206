/**
 * The reader's language by the variables of a terminal, in the order of POSIX (XBD 8.2), as a tag
 * that `format` takes: `ja_JP.UTF-8` is `ja-JP`; `C` and `POSIX` are English.
 */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const tag = given.replace(/[.@].*$/, '').replaceAll('_', '-');
  return tag === '' || tag === 'C' || tag === 'POSIX' ? 'en' : tag;
}
