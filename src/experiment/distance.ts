/** How many letters must be added, removed, replaced or swapped; at most `limit + 1`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) {
    return limit + 1;
  }
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return Math.min(at(previous, right.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** The candidates a person may have meant, nearest first; none when nothing is near. */
export function nearNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = plain(name);
  if (wanted === '' || name.length > 200) {
    return [];
  }
  const limit = Math.max(1, Math.min(4, Math.floor(wanted.length / 3)));
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const other = plain(candidate);
    // A word that was cut short is meant as often as one that was mistyped.
    const begun = wanted.length >= 3 && other.startsWith(wanted);
    const distance = begun ? 1 : editDistance(wanted, other, limit);
    if (distance <= limit && candidate !== name) {
      near.push({ candidate, distance });
    }
  }
  near.sort((left, right) => left.distance - right.distance);
  const nearest = near[0]?.distance ?? 0;
  return near
    .filter(({ distance }) => distance <= nearest + 1)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Case and separators are the commonest slips, so they count for nothing. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}
