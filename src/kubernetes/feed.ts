import type { ClusterClient } from './client.ts';
import type {
  FeedResource,
  FeedState,
  NamespaceChange,
  PodRow,
  ServiceRow,
  WorkloadKind,
  WorkloadRow,
} from './feed-types.ts';
import { type FollowTimes, follow } from './follow.ts';
import { controllerOf, type KubeObject, type WatchEvent } from './objects.ts';
import { Owners } from './rows/owners.ts';
import { podRow } from './rows/pod-row.ts';
import { RowTable } from './rows/row-table.ts';
import { readyAddresses, serviceRow } from './rows/service-row.ts';
import { workloadRow } from './rows/workload-row.ts';

const groups: Readonly<Record<FeedResource, string>> = {
  deployments: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  daemonsets: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  cronjobs: '/apis/batch/v1',
  pods: '/api/v1',
  services: '/api/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
};

const kinds = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
} as const;

const resources = Object.keys(groups) as FeedResource[];

/** They say how many pods are ready: few bytes of what there is, and what is looked for first. */
const counting: readonly FeedResource[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'jobs',
  'cronjobs',
];

/** Milliseconds in which changes are gathered into one patch: five a second at most. */
const batch = 200;

/**
 * The live model of a namespace: one snapshot as soon as the workloads are known, then patches with
 * pods, services and whatever changes, until the signal is aborted. What may
 * not be listed is reported in `resources` and the rest goes on. Resolves when the signal is
 * aborted; never rejects for what the cluster does.
 */
export async function watchNamespace(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  namespace: string,
  onChange: (change: NamespaceChange) => void,
  signal: AbortSignal,
  times?: FollowTimes,
): Promise<void> {
  const feed = new Feed(namespace, onChange);
  const encoded = encodeURIComponent(namespace);
  const followed = async (resource: FeedResource) => {
    if (!counting.includes(resource)) {
      await feed.counted;
    }
    await follow(
      client,
      `${groups[resource]}/namespaces/${encoded}/${resource}`,
      {
        begun: (items) => feed.begun(resource, items),
        listed: (items) => feed.listed(resource, items),
        changed: (event) => feed.changed(resource, event),
        state: (state) => feed.state(resource, state),
      },
      signal,
      times,
    );
  };
  signal.addEventListener('abort', feed.skip, { once: true });
  await Promise.all(resources.map(followed));
  signal.removeEventListener('abort', feed.skip);
  feed.end();
}

/** A ReplicaSet that stands for itself; others are a Deployment's. */
function isUnmanaged(object: KubeObject): boolean {
  return controllerOf(object)?.kind !== 'Deployment';
}

class Feed {
  readonly #namespace: string;
  readonly #onChange: (change: NamespaceChange) => void;
  readonly #workloads = new RowTable<WorkloadRow>();
  readonly #pods = new RowTable<PodRow>();
  readonly #services = new RowTable<ServiceRow>();
  readonly #owners = new Owners();
  /** uid of a slice → its service's name and ready addresses. */
  readonly #slices = new Map<string, { service: string; addresses: string[] }>();
  readonly #states = Object.fromEntries(
    resources.map((resource) => [resource, { state: 'loading' }]),
  ) as Record<FeedResource, FeedState>;
  /** Resources of which a first page is there. */
  readonly #begun = new Set<FeedResource>();
  /** Pods may belong to another workload than their rows say. */
  #unlinked = false;
  readonly #stateChanges = new Set<FeedResource>();
  #told = false;
  readonly #counted = Promise.withResolvers<void>();
  /** Resolves when the workloads are known, or nobody wants to know any more. */
  readonly counted = this.#counted.promise;
  readonly skip = () => this.#counted.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(namespace: string, onChange: (change: NamespaceChange) => void) {
    this.#namespace = namespace;
    this.#onChange = onChange;
  }

  /** The first objects of a long list, so that there is something to see. */
  begun(resource: FeedResource, items: KubeObject[]): void {
    this.#begun.add(resource);
    for (const object of items) {
      this.changed(resource, { type: 'ADDED', object });
    }
    this.#schedule();
  }

  listed(resource: FeedResource, items: KubeObject[]): void {
    switch (resource) {
      case 'pods':
        this.#owners.replacePods(items);
        this.#pods.replace(items.map((item) => this.#podRow(item)));
        break;
      case 'services':
        this.#services.replace(items.map((item) => this.#withEndpoints(serviceRow(item))));
        break;
      case 'replicasets':
        this.#owners.replaceReplicaSets(items);
        this.#listedWorkloads('ReplicaSet', items.filter(isUnmanaged));
        break;
      case 'endpointslices':
        this.#slices.clear();
        for (const item of items) {
          this.#slices.set(item.metadata.uid, readyAddresses(item));
        }
        this.#recountEndpoints();
        break;
      default:
        this.#listedWorkloads(kinds[resource], items);
    }
    this.#schedule();
  }

  changed(resource: FeedResource, { type, object }: WatchEvent): void {
    const { uid } = object.metadata;
    const gone = type === 'DELETED';
    switch (resource) {
      case 'pods':
        if (gone) {
          this.#owners.removePod(uid);
          this.#pods.remove(uid);
        } else {
          this.#owners.putPod(object);
          this.#pods.put(this.#podRow(object));
        }
        break;
      case 'services':
        if (gone) {
          this.#services.remove(uid);
        } else {
          this.#services.put(this.#withEndpoints(serviceRow(object)));
        }
        break;
      case 'replicasets':
        // A ReplicaSet that is gone still explains whose its last pods are.
        if (!gone) {
          this.#owners.putReplicaSet(object);
        }
        this.#changedWorkload('ReplicaSet', object, gone || !isUnmanaged(object));
        break;
      case 'endpointslices':
        if (gone) {
          this.#slices.delete(uid);
        } else {
          this.#slices.set(uid, readyAddresses(object));
        }
        this.#recountEndpoints();
        break;
      default:
        this.#changedWorkload(kinds[resource], object, gone);
    }
    this.#schedule();
  }

  state(resource: FeedResource, state: FeedState): void {
    if (JSON.stringify(this.#states[resource]) === JSON.stringify(state)) {
      return;
    }
    this.#states[resource] = state;
    this.#stateChanges.add(resource);
    if (resource === 'endpointslices') {
      this.#recountEndpoints();
    }
    this.#schedule();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #listedWorkloads(kind: WorkloadKind, items: KubeObject[]): void {
    const others = [...this.#workloads.values()].filter((row) => row.kind !== kind);
    this.#workloads.replace([...others, ...items.map((item) => workloadRow(kind, item))]);
    this.#unlinked = true;
  }

  #changedWorkload(kind: WorkloadKind, object: KubeObject, gone: boolean): void {
    const { uid } = object.metadata;
    if (gone) {
      this.#workloads.remove(uid);
    } else {
      this.#unlinked ||= this.#workloads.get(uid) === undefined;
      this.#workloads.put(workloadRow(kind, object));
    }
  }

  /** The workload stays unknown until the rows are told: then all are looked up at once. */
  #podRow(object: KubeObject): PodRow {
    this.#unlinked = true;
    const row = podRow(object);
    const workload = this.#pods.get(row.uid)?.workload;
    return { ...row, ...(workload !== undefined && { workload }) };
  }

  #linkPods(): void {
    if (!this.#unlinked) {
      return;
    }
    this.#unlinked = false;
    const deployments = Owners.byName(this.#workloads.values());
    for (const row of [...this.#pods.values()]) {
      const workload = this.#owners.workloadOf(row.uid, deployments);
      if (workload !== row.workload) {
        const { workload: _, ...rest } = row;
        this.#pods.put({ ...rest, ...(workload !== undefined && { workload }) });
      }
    }
  }

  #withEndpoints(row: ServiceRow): ServiceRow {
    const { endpoints: _, ...rest } = row;
    const { state } = this.#states.endpointslices;
    if (state === 'loading' || state === 'forbidden') {
      return rest;
    }
    const slices = [...this.#slices.values()].filter(({ service }) => service === row.name);
    const addresses = new Set(slices.flatMap((slice) => slice.addresses));
    return { ...rest, endpoints: addresses.size };
  }

  #recountEndpoints(): void {
    for (const row of [...this.#services.values()]) {
      this.#services.put(this.#withEndpoints(row));
    }
  }

  #schedule(): void {
    if (this.#told) {
      this.#timer ??= setTimeout(() => this.#flush(), batch);
    } else if (counting.every((resource) => this.#isKnown(resource))) {
      this.#told = true;
      this.#tell();
      this.skip();
    }
  }

  #isKnown(resource: FeedResource): boolean {
    return this.#states[resource].state !== 'loading' || this.#begun.has(resource);
  }

  #tell(): void {
    this.#take();
    this.#onChange({
      kind: 'snapshot',
      snapshot: {
        namespace: this.#namespace,
        workloads: this.#workloads.sorted(),
        pods: this.#pods.sorted(),
        services: this.#services.sorted(),
        resources: { ...this.#states },
      },
    });
  }

  #flush(): void {
    this.#timer = undefined;
    const patch = this.#take();
    const rows = [patch.workloads, patch.pods, patch.services];
    const empty =
      rows.every(({ set, gone }) => set.length + gone.length === 0) &&
      Object.keys(patch.resources).length === 0;
    if (!empty) {
      this.#onChange({ kind: 'patch', patch: { namespace: this.#namespace, ...patch } });
    }
  }

  #take() {
    this.#linkPods();
    const changed = [...this.#stateChanges].map((each) => [each, this.#states[each]]);
    this.#stateChanges.clear();
    return {
      workloads: this.#workloads.take(),
      pods: this.#pods.take(),
      services: this.#services.take(),
      resources: Object.fromEntries(changed) as Partial<Record<FeedResource, FeedState>>,
    };
  }
}
