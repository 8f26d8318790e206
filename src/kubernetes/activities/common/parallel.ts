/** Requests of one activity that are under way at the same time: an API server serves hundreds. */
const width = 128;

/**
 * Calls `work` for every item, a few at a time, and gives the results in the items' order. After
 * the first error no further item is begun; the error is thrown when those under way have ended.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const errors: unknown[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length && errors.length === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as T, index);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  if (errors.length > 0) {
    throw errors[0];
  }
  return results;
}
