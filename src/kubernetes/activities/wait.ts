import { pause } from '../abort.ts';
import type { ClusterClient } from '../client.ts';
import { statusOf } from '../errors.ts';
import type { ApiRequest, KubeObject } from '../objects.ts';

/** Milliseconds between two looks where watching is forbidden, or a watch ended. */
const pollInterval = 1_000;

/**
 * Waits until one of the objects passes a test.
 *
 * Lists, then watches from that state on; when a watch ends or expires it lists again. Where
 * watching is forbidden it polls.
 * @param seconds how long, in all
 * @returns false when the time is over
 * @throws the client's errors, and the signal's reason
 */
export async function waitForObject(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  seconds: number,
  signal: AbortSignal,
  test: (object: KubeObject) => boolean,
): Promise<boolean> {
  signal.throwIfAborted();
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), Math.max(0, seconds) * 1000);
  const either = AbortSignal.any([signal, over.signal]);
  try {
    let watching = true;
    for (;;) {
      const { items, resourceVersion } = await client.list(path, query, either);
      if (items.some(test)) {
        return true;
      }
      if (watching) {
        const seen = await watchOnce(client, path, { ...query, resourceVersion }, either, test);
        if (seen === true) {
          return true;
        }
        watching = seen !== 'forbidden';
      }
      await pause(pollInterval, either);
    }
  } catch (error) {
    if (over.signal.aborted && !signal.aborted) {
      return false;
    }
    throw error;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/** Follows one watch to its end; true as soon as an object passes. */
async function watchOnce(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  signal: AbortSignal,
  test: (object: KubeObject) => boolean,
): Promise<boolean | 'forbidden'> {
  try {
    for await (const event of client.watch(path, query, signal)) {
      const here = event.type === 'ADDED' || event.type === 'MODIFIED';
      if (here && test(event.object)) {
        return true;
      }
    }
    return false;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'kubernetes.watch-expired') {
      return false;
    }
    if (statusOf(error) === 403) {
      return 'forbidden';
    }
    throw error;
  }
}
