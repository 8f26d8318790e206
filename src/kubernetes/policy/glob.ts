/**
 * Whether a glob fits a whole text: `*` is any run of characters, `?` any one. In steps that grow
 * with the lengths only, so that no glob can hang.
 */
export function fits(glob: string, text: string): boolean {
  let [at, from] = [0, 0];
  /** Where the last `*` stood, and how much of the text it takes. */
  let star = -1;
  let taken = 0;
  while (from < text.length) {
    if (glob[at] === '*') {
      star = at;
      taken = from;
      at += 1;
    } else if (glob[at] === '?' || (glob[at] !== undefined && glob[at] === text[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      taken += 1;
      from = taken;
      at = star + 1;
    } else {
      return false;
    }
  }
  return [...glob.slice(at)].every((rest) => rest === '*');
}
