import type { EventPayloads } from '../../engine/events.ts';
import type { ClusterClient } from '../client.ts';
import type { FeedState, WorkloadKind } from '../feed-types.ts';
import { type Follower, type FollowTimes, follow } from '../follow.ts';
import type { KubeObject } from '../objects.ts';
import { workloadRow } from '../rows/workload-row.ts';

/** Readiness of a workload. */
export type Readiness = EventPayloads['observed'];

/** Told how following one resource of a namespace goes. */
export type OnState = (namespace: string, resource: string, state: FeedState) => void;

const followed: readonly (readonly [string, WorkloadKind])[] = [
  ['deployments', 'Deployment'],
  ['statefulsets', 'StatefulSet'],
  ['daemonsets', 'DaemonSet'],
];

/**
 * Follows the workloads of namespaces while a run goes on: each is told once at the start and then
 * whenever its counts change; one that is deleted has 0 of 0. What may not be read is left out, for
 * a run must not fail because it could not be watched. Resolves when the signal is aborted.
 */
export async function observeWorkloads(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  namespaces: readonly string[],
  onChange: (readiness: Readiness) => void,
  signal: AbortSignal,
  times?: FollowTimes,
  onState?: OnState,
): Promise<void> {
  const pairs = namespaces.flatMap((namespace) =>
    followed.map(([resource, kind]) => ({ namespace, resource, kind })),
  );
  await Promise.all(
    pairs.map(({ namespace, resource, kind }) => {
      const known = new Map<string, Readiness>();
      const tell = (now: Readiness): void => {
        const before = known.get(now.name);
        known.set(now.name, now);
        if (before?.ready !== now.ready || before.wanted !== now.wanted) {
          onChange(now);
        }
      };
      const put = (object: KubeObject): void => {
        const { name, ready, wanted } = workloadRow(kind, object);
        tell({ kind, namespace, name, ready, wanted });
      };
      const gone = (name: string): void => {
        tell({ kind, namespace, name, ready: 0, wanted: 0 });
        known.delete(name);
      };
      const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${resource}`;
      const follower: Follower = {
        listed(items) {
          const names = new Set(items.map(({ metadata }) => metadata.name));
          [...known.keys()].filter((name) => !names.has(name)).forEach(gone);
          items.forEach(put);
        },
        changed({ type, object }) {
          if (type === 'DELETED') {
            gone(object.metadata.name);
          } else {
            put(object);
          }
        },
        state: (state) => onState?.(namespace, resource, state),
      };
      return follow(client, path, follower, signal, times);
    }),
  );
}
