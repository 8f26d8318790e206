import type { EventPayloads } from '../../engine/events.ts';
import type { ClusterClient } from '../client.ts';
import { type Follower, type FollowTimes, follow } from '../follow.ts';
import type { KubeObject } from '../objects.ts';
import type { OnState } from './workloads.ts';

/** What Kubernetes reported about an object. */
export type ClusterEvent = EventPayloads['cluster-event'];

/** Of one reason in one namespace, so that a flood of one sort does not drown the others. */
const mostOfReason = 60;

/** Of a run. */
const most = 600;

/** Characters of an event's text that are kept. */
const longest = 300;

interface CoreEvent extends KubeObject {
  involvedObject?: { kind?: string; name?: string };
  reason?: string;
  message?: string;
  type?: string;
}

/**
 * Tells what Kubernetes reports in namespaces from now on. What was reported before is not read, only
 * the place from which to go on: a namespace may hold many thousand events. Resolves when the signal
 * is aborted.
 */
export async function observeEvents(
  client: Pick<ClusterClient, 'request' | 'watch'>,
  namespaces: readonly string[],
  onEvent: (event: ClusterEvent) => void,
  signal: AbortSignal,
  times?: FollowTimes,
  onState?: OnState,
): Promise<void> {
  let count = 0;
  await Promise.all(
    namespaces.map((namespace) => {
      const byReason = new Map<string, number>();
      const follower: Follower = {
        listed() {},
        changed({ type, object }) {
          const event = eventOf(object, namespace);
          const alike = byReason.get(event.reason) ?? 0;
          if (type !== 'DELETED' && count < most && alike < mostOfReason) {
            count += 1;
            byReason.set(event.reason, alike + 1);
            onEvent(event);
          }
        },
        state: (state) => onState?.(namespace, 'events', state),
      };
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
      return follow(fromNowOn(client), path, follower, signal, times);
    }),
  );
}

/** A client whose lists are empty and end at the present. */
function fromNowOn(
  client: Pick<ClusterClient, 'request' | 'watch'>,
): Pick<ClusterClient, 'list' | 'watch'> {
  return {
    watch: (path, query, signal) => client.watch(path, query, signal),
    async list(path, _query, signal) {
      const { metadata } = await client.request<{ metadata?: { resourceVersion?: string } }>(
        { method: 'GET', path, query: { limit: 1 }, repeatable: true },
        signal,
      );
      return { items: [], resourceVersion: metadata?.resourceVersion ?? '' };
    },
  };
}

function eventOf(object: KubeObject, namespace: string): ClusterEvent {
  const { involvedObject, reason, message, type } = object as CoreEvent;
  const text = message ?? '';
  return {
    kind: involvedObject?.kind ?? '',
    namespace,
    name: involvedObject?.name ?? '',
    reason: reason ?? '',
    text: text.length > longest ? `${text.slice(0, longest - 1)}…` : text,
    warning: type === 'Warning',
  };
}
