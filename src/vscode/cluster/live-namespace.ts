import type {
  FeedResource,
  FeedState,
  NamespaceChange,
  PodRow,
  ServiceRow,
  WorkloadRow,
} from '../../kubernetes/feed-types.ts';

/** How long a pod's row stays after the pod is gone, in ms, so that its end can be seen. */
export const afterglow = 2_000;

/** A pod as it is shown: one that is gone keeps its row for a moment. */
export interface ShownPod extends PodRow {
  /** When it was found to be gone, in ms since the epoch. */
  goneAt?: number;
}

/** What is known of one namespace that is followed. */
export class LiveNamespace {
  readonly workloads = new Map<string, WorkloadRow>();
  readonly pods = new Map<string, ShownPod>();
  readonly services = new Map<string, ServiceRow>();
  #byWorkload: Map<string | undefined, ShownPod[]> | undefined;
  resources: Partial<Record<FeedResource, FeedState>> = {};
  /** False until the first snapshot. */
  known = false;

  /** The pods of a workload, found without looking through all. */
  podsOf(workload: string): readonly ShownPod[] {
    this.#byWorkload ??= Map.groupBy(this.pods.values(), (pod) => pod.workload);
    return this.#byWorkload.get(workload) ?? [];
  }

  /** @param now ms since the epoch */
  apply(change: NamespaceChange, now: number): void {
    if (change.kind === 'snapshot') {
      const { workloads, pods, services, resources } = change.snapshot;
      replace(this.workloads, workloads);
      replace(this.services, services);
      const present = new Set(pods.map(({ uid }) => uid));
      this.#setPods(
        pods,
        [...this.pods.keys()].filter((uid) => !present.has(uid)),
        now,
      );
      this.resources = resources;
      this.known = true;
      return;
    }
    const { workloads, pods, services, resources } = change.patch;
    patch(this.workloads, workloads);
    patch(this.services, services);
    this.#setPods(pods.set, pods.gone, now);
    this.resources = { ...this.resources, ...resources };
  }

  /** Drops the rows of pods whose moment is over; true when any was. */
  expire(now: number): boolean {
    let changed = false;
    for (const [uid, { goneAt }] of this.pods) {
      if (goneAt !== undefined && now - goneAt >= afterglow) {
        this.pods.delete(uid);
        changed = true;
      }
    }
    this.#byWorkload = undefined;
    return changed;
  }

  /** Whether a row shows a clock or waits for its end. */
  get ticking(): boolean {
    return [...this.pods.values()].some(
      ({ goneAt, deletedAt }) => goneAt !== undefined || deletedAt !== undefined,
    );
  }

  #setPods(set: readonly PodRow[], gone: readonly string[], now: number): void {
    this.#byWorkload = undefined;
    for (const pod of set) {
      this.pods.set(pod.uid, pod);
    }
    for (const uid of gone) {
      const pod = this.pods.get(uid);
      if (pod !== undefined && pod.goneAt === undefined) {
        this.pods.set(uid, { ...pod, goneAt: now });
      }
    }
  }
}

function replace<T extends { uid: string }>(map: Map<string, T>, rows: readonly T[]): void {
  map.clear();
  for (const row of rows) {
    map.set(row.uid, row);
  }
}

function patch<T extends { uid: string }>(
  map: Map<string, T>,
  { set, gone }: { set: readonly T[]; gone: readonly string[] },
): void {
  for (const row of set) {
    map.set(row.uid, row);
  }
  for (const uid of gone) {
    map.delete(uid);
  }
}
