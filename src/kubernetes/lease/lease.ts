import type { KubeObject } from '../objects.ts';

/**
 * A lease (`coordination.k8s.io/v1`) says that a run is at work in a namespace. Runs of other people,
 * and of other tools that know leases, see who it is.
 */
export interface Lease extends KubeObject {
  spec?: {
    holderIdentity?: string;
    leaseDurationSeconds?: number;
    /** When it was taken, and last renewed; RFC 3339 with microseconds. */
    acquireTime?: string;
    renewTime?: string;
    leaseTransitions?: number;
  };
}

/** Seconds after which a lease that is not renewed may be taken over: its run has crashed. */
export const leaseSeconds = 15;

/** What a lease is about, and where it lies. */
export interface LeasePlace {
  namespace: string;
  name: string;
  /** About what belongs to the whole cluster (nodes, say). */
  wide: boolean;
}

/** Where the lease of a namespace lies; without one, that of what belongs to the whole cluster. */
export function placeOf(namespace: string | undefined): LeasePlace {
  return namespace === undefined
    ? { namespace: 'default', name: 'chaos-workbench-cluster', wide: true }
    : { namespace, name: 'chaos-workbench', wide: false };
}

/** Path of all leases of a namespace. */
export function leasesPath({ namespace }: LeasePlace): string {
  return `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases`;
}

/** A lease as its holder writes it. */
export function leaseOf({ name }: LeasePlace, holder: string, now: Date, former?: Lease): Lease {
  const { acquireTime, leaseTransitions = 0, holderIdentity } = former?.spec ?? {};
  const own = holderIdentity === holder;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: former?.metadata ?? ({ name } as Lease['metadata']),
    spec: {
      holderIdentity: holder,
      leaseDurationSeconds: leaseSeconds,
      acquireTime: own && acquireTime !== undefined ? acquireTime : microTime(now),
      renewTime: microTime(now),
      leaseTransitions: former === undefined || own ? leaseTransitions : leaseTransitions + 1,
    },
  };
}

/**
 * Whether nobody holds a lease any more. Holder and judge both go by the API server's clock, so that
 * a clock that goes wrong on one of their machines changes nothing.
 */
export function isFree({ spec = {} }: Lease, now: Date): boolean {
  const { holderIdentity, leaseDurationSeconds = leaseSeconds, renewTime, acquireTime } = spec;
  const renewed = Date.parse(renewTime ?? acquireTime ?? '');
  return (
    !holderIdentity ||
    Number.isNaN(renewed) ||
    now.getTime() > renewed + leaseDurationSeconds * 1000
  );
}

/** The form of times in leases. */
function microTime(time: Date): string {
  return time.toISOString().replace('Z', '000Z');
}
