/** How a selection is cut to a number of objects. */
export interface Choice {
  count: number;
  /** Draw without putting back, rather than take the first. */
  random?: () => number;
  /** Uids that a person was shown for this activity: they are taken first, if they still fit. */
  preferred: ReadonlySet<string>;
}

/** Chooses some of the objects that a selection found. */
export function choose<T extends { metadata: { uid: string } }>(
  found: readonly T[],
  { count, random, preferred }: Choice,
): T[] {
  const shown = found.filter(({ metadata }) => preferred.has(metadata.uid));
  const others = found.filter(({ metadata }) => !preferred.has(metadata.uid));
  const rest = Math.max(0, count - shown.length);
  const more = random === undefined ? others.slice(0, rest) : draw(others, rest, random);
  return [...shown.slice(0, count), ...more];
}

function draw<T>(items: readonly T[], count: number, random: () => number): T[] {
  const rest = [...items];
  return Array.from({ length: Math.min(count, items.length) }, () => {
    const [item] = rest.splice(Math.floor(random() * rest.length), 1);
    return item as T;
  });
}
