import type { Message } from '../messages/types.ts';
import { pause } from './abort.ts';
import type { ClusterClient } from './client.ts';
import { statusOf } from './errors.ts';
import type { FeedState } from './feed-types.ts';
import { messageOf } from './message-of.ts';
import type { KubeObject, WatchEvent } from './objects.ts';

/** Who is told about a resource. */
export interface Follower {
  /** The first part of a list that is long; all of it follows. */
  begun?(items: KubeObject[]): void;
  /** Everything there is; replaces what was told before. */
  listed(items: KubeObject[]): void;
  /** One change; never a bookmark. */
  changed(event: WatchEvent): void;
  state(state: FeedState): void;
}

/** Waiting times of following, in milliseconds. */
export interface FollowTimes {
  /** After the first failure; doubled up to `longest`, with jitter. */
  backoff: number;
  longest: number;
  /** Between two lists where `watch` is forbidden. */
  poll: number;
  /** A watch that lived so long went well, even if nothing happened before it was cut. */
  steady: number;
  /** Until a resource that was forbidden is tried again: a role may have been given meanwhile. */
  forbidden: number;
}

export const usualFollowTimes: Readonly<FollowTimes> = {
  backoff: 500,
  longest: 30_000,
  poll: 3_000,
  steady: 5_000,
  forbidden: 60_000,
};

/**
 * Lists a resource and then follows its changes until the signal is aborted: a watch that ends is
 * taken up where it was, one that has expired (410) starts with a list, failures wait longer each
 * time and never run side by side, and where `watch` is forbidden the list is repeated. Resolves
 * when the signal is aborted or the client closed; never rejects.
 */
export async function follow(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  path: string,
  follower: Follower,
  signal: AbortSignal,
  times: FollowTimes = usualFollowTimes,
): Promise<void> {
  const loop = { failures: 0, polls: false };
  while (!signal.aborted) {
    try {
      await round(client, path, follower, signal, times, loop);
    } catch (error) {
      if (signal.aborted || isClosed(error)) {
        return;
      }
      const wait = settle(error, follower, times, loop);
      await pause(wait, signal).catch(() => undefined);
    }
  }
}

interface Loop {
  /** Failures since something last went well. */
  failures: number;
  /** `watch` is forbidden. */
  polls: boolean;
}

/** Lists, then watches until a new list is due. */
async function round(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  path: string,
  follower: Follower,
  signal: AbortSignal,
  times: FollowTimes,
  loop: Loop,
): Promise<void> {
  const { items, resourceVersion } = await client.list(path, {}, signal, (items) =>
    follower.begun?.(items),
  );
  follower.listed(items);
  follower.state({ state: loop.polls ? 'polled' : 'live' });
  if (loop.polls) {
    loop.failures = 0;
    await pause(times.poll, signal);
    return;
  }
  let version = resourceVersion;
  for (;;) {
    const began = performance.now();
    try {
      for await (const event of client.watch(path, { resourceVersion: version }, signal)) {
        version = event.object.metadata.resourceVersion || version;
        if (loop.failures > 0) {
          loop.failures = 0;
          follower.state({ state: 'live' });
        }
        if (event.type !== 'BOOKMARK') {
          follower.changed(event);
        }
      }
      // A server that ends watches at once must not be asked tens of times a second.
      await pause(times.backoff, signal);
    } catch (error) {
      const status = statusOf(error);
      if (signal.aborted || isClosed(error)) {
        throw error;
      }
      if (status === 410) {
        await pause(jittered(times.backoff), signal);
        return;
      }
      if (status === 403) {
        loop.polls = true;
        return;
      }
      loop.failures = performance.now() - began >= times.steady ? 1 : loop.failures + 1;
      if (loop.failures > 1) {
        // It may have been away for longer than its history reaches: begin with what is there now.
        throw error;
      }
      await pause(jittered(times.backoff), signal);
    }
  }
}

/** Tells of a failure and gives the time until the next try. */
function settle(error: unknown, follower: Follower, times: FollowTimes, loop: Loop): number {
  const told: Message = messageOf(error);
  const status = statusOf(error);
  if (status === 403 || status === 404) {
    follower.state({ state: 'forbidden', error: told });
    return times.forbidden;
  }
  loop.failures++;
  follower.state({ state: 'waiting', error: told });
  return jittered(Math.min(times.backoff * 2 ** (loop.failures - 1), times.longest));
}

/** Nothing comes from a connection that its owner has closed. */
function isClosed(error: unknown): boolean {
  return messageOf(error).code === 'kubernetes.closed';
}

/** Clients that lost the same server come back spread over time. */
function jittered(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}
