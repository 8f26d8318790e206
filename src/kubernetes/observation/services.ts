import type { ClusterClient } from '../client.ts';
import { type Follower, type FollowTimes, follow } from '../follow.ts';
import type { KubeObject } from '../objects.ts';
import type { OnState, Readiness } from './workloads.ts';

interface Slice extends KubeObject {
  endpoints?: {
    addresses?: string[];
    conditions?: { ready?: boolean };
    targetRef?: { uid?: string };
  }[];
}

/**
 * Follows how many endpoints services have while a run goes on: what a caller of a service meets. The
 * pods behind a service are counted once, whatever the number of slices and address families. Told at
 * the start and whenever the counts change. Resolves when the signal is aborted.
 */
export async function observeServices(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  namespaces: readonly string[],
  onChange: (readiness: Readiness) => void,
  signal: AbortSignal,
  times?: FollowTimes,
  onState?: OnState,
): Promise<void> {
  await Promise.all(
    namespaces.map((namespace) => {
      const slices = new Map<string, Slice>();
      const told = new Map<string, Readiness>();
      const tell = (service: string): void => {
        const now = { kind: 'Service', namespace, name: service, ...counts(slices, service) };
        const before = told.get(service);
        if (before?.ready !== now.ready || before.wanted !== now.wanted) {
          told.set(service, now);
          onChange(now);
        }
      };
      const follower: Follower = {
        listed(items) {
          slices.clear();
          for (const item of items) {
            slices.set(item.metadata.name, item);
          }
          const services = new Set([...told.keys(), ...items.map(serviceOf)]);
          services.delete('');
          services.forEach(tell);
        },
        changed({ type, object }) {
          if (type === 'DELETED') {
            slices.delete(object.metadata.name);
          } else {
            slices.set(object.metadata.name, object);
          }
          const service = serviceOf(object);
          if (service !== '') {
            tell(service);
          }
        },
        state: (state) => onState?.(namespace, 'endpointslices', state),
      };
      const path = `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`;
      return follow(client, path, follower, signal, times);
    }),
  );
}

function serviceOf({ metadata }: KubeObject): string {
  return metadata.labels?.['kubernetes.io/service-name'] ?? '';
}

/** A pod in several slices is ready when one of them says so; unknown readiness counts as ready. */
function counts(
  slices: ReadonlyMap<string, Slice>,
  service: string,
): Pick<Readiness, 'ready' | 'wanted'> {
  const ready = new Map<string, boolean>();
  for (const slice of slices.values()) {
    for (const { addresses, conditions, targetRef } of (serviceOf(slice) === service &&
      slice.endpoints) ||
      []) {
      const key = targetRef?.uid ?? addresses?.[0] ?? '';
      ready.set(key, ready.get(key) === true || conditions?.ready !== false);
    }
  }
  return { ready: [...ready.values()].filter(Boolean).length, wanted: ready.size };
}
