import { pause } from '../../abort.ts';
import type { ClusterClient } from '../../client.ts';
import { apiFailure, statusOf, subjectOf } from '../../errors.ts';
import type { ApiRequest, KubeObject, WatchEvent } from '../../objects.ts';

/** Milliseconds between two looks where watching is forbidden, or a watch ended. */
const pollInterval = 1_000;

/** Milliseconds that the first look may take, also where the whole wait is shorter. */
const firstLook = 5_000;

/** Milliseconds of the longest timer there is. */
const longest = 2 ** 31 - 1;

/** Errors of a server that could not be asked just now; it may be back while there is time. */
const passing: readonly unknown[] = [
  'kubernetes.cut',
  'kubernetes.no-answer',
  'kubernetes.proxy',
  'kubernetes.server-error',
  'kubernetes.too-many',
  'kubernetes.unreachable',
  'kubernetes.watch-failed',
  'kubernetes.watch-garbage',
];

/** Looks at what a wait is told; true ends it. */
interface Look {
  /** All objects there are. */
  listed(items: readonly KubeObject[]): boolean;
  /** One change; never a bookmark. */
  changed(event: WatchEvent): boolean;
}

/**
 * Waits until one of the objects passes a test; see `waitFor`.
 */
export function waitForObject(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  seconds: number,
  signal: AbortSignal,
  test: (object: KubeObject) => boolean,
): Promise<boolean> {
  return waitFor(client, path, query, seconds, signal, {
    listed: (items) => items.some(test),
    changed: ({ type, object }) => type !== 'DELETED' && test(object),
  });
}

/**
 * Waits until none of the objects with these uids is left; see `waitFor`. A namesake created since
 * does not count.
 * @returns the uids of those that are still there when the time is over
 */
export async function waitUntilGone(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  seconds: number,
  signal: AbortSignal,
  uids: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const left = new Set(uids);
  if (left.size > 0) {
    await waitFor(client, path, query, seconds, signal, {
      listed(items) {
        const there = new Set(items.map(({ metadata }) => metadata.uid));
        for (const uid of left) {
          if (!there.has(uid)) {
            left.delete(uid);
          }
        }
        return left.size === 0;
      },
      changed({ type, object }) {
        if (type === 'DELETED') {
          left.delete(object.metadata.uid);
        }
        return left.size === 0;
      },
    });
  }
  return left;
}

/**
 * Waits until a look says that it is over.
 *
 * Lists, then watches from that state on; when a watch ends, breaks or expires it lists again. Where
 * watching is forbidden it polls. A server that is away is asked again while there is time.
 * @param seconds how long, in all
 * @returns false when the time is over
 * @throws the client's errors, also when the time is over and the server was away; the signal's
 * reason
 */
async function waitFor(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  seconds: number,
  signal: AbortSignal,
  look: Look,
): Promise<boolean> {
  signal.throwIfAborted();
  const over = new AbortController();
  const most = Math.min(Math.ceil(Math.max(0, seconds * 1000)), longest);
  const timer = setTimeout(() => over.abort(), most);
  const either = AbortSignal.any([signal, over.signal]);
  const first = AbortSignal.timeout(Math.max(firstLook, most));
  let watching = true;
  let looked = false;
  let failure: unknown;
  try {
    for (;;) {
      try {
        const limit = looked ? either : AbortSignal.any([signal, first]);
        const { items, resourceVersion } = await client.list(path, query, limit);
        looked = true;
        failure = undefined;
        if (look.listed(items)) {
          return true;
        }
        if (watching) {
          const seen = await watchOnce(client, path, { ...query, resourceVersion }, either, look);
          if (seen === true) {
            return true;
          }
          watching = seen !== 'forbidden';
        }
      } catch (error) {
        if (!passing.includes((error as { code?: unknown }).code)) {
          throw error;
        }
        failure = error;
      }
      await pause(pollInterval, either);
    }
  } catch (error) {
    if (signal.aborted || !(over.signal.aborted || first.aborted)) {
      throw error;
    }
    if (failure !== undefined || !looked) {
      throw failure ?? noAnswer(client, path, seconds);
    }
    return false;
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

function noAnswer({ identity }: ClusterClient, path: string, seconds: number): Error {
  const what = `list ${subjectOf({ path })}`;
  const limit = Math.max(firstLook / 1000, seconds);
  return apiFailure('kubernetes.no-answer', { server: identity.server, what, seconds: limit });
}

/** Follows one watch to its end; true as soon as the look says so. */
async function watchOnce(
  client: ClusterClient,
  path: string,
  query: NonNullable<ApiRequest['query']>,
  signal: AbortSignal,
  look: Look,
): Promise<boolean | 'forbidden'> {
  try {
    for await (const event of client.watch(path, query, signal)) {
      if (event.type !== 'BOOKMARK' && look.changed(event)) {
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
