import type { Message } from '../messages/types.ts';

/** Kinds whose pods and readiness are followed; of ReplicaSets those that nothing manages. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'Job'
  | 'CronJob';

/** A workload as a row. Plain data, so that it crosses a thread. */
export interface WorkloadRow {
  uid: string;
  kind: WorkloadKind;
  name: string;
  namespace: string;
  /**
   * Pods that are ready now, as the workload's own status counts them; of a Job those that have
   * succeeded, of a CronJob its jobs that are active.
   */
  ready: number;
  /** Of a CronJob always 0. */
  wanted: number;
  /** How it is doing where its counts do not say that; only jobs have one. */
  state?: 'active' | 'complete' | 'failed' | 'suspended';
  /** When a CronJob starts jobs, in cron's words. */
  schedule?: string;
  /** uid of the CronJob that made this Job. */
  owner?: string;
  /** ISO time since when it is being deleted. */
  deletedAt?: string;
}

/** A container of a pod. */
export interface ContainerRow {
  name: string;
  /** `init` runs before the others, `sidecar` beside them from before their start. */
  role?: 'init' | 'sidecar';
  /** `Running`, or the reason why it waits or has ended. */
  state: string;
  ready: boolean;
  restarts: number;
}

/** A pod as `kubectl get pods` prints it. */
export interface PodRow {
  uid: string;
  name: string;
  namespace: string;
  /** The STATUS column: `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating`, … */
  phase: string;
  /** Containers that are ready, of all of them (the READY column). */
  ready: number;
  containers: number;
  restarts: number;
  /** Each container, in the order of the pod's text, those that run before the others first. */
  list: ContainerRow[];
  node?: string;
  /** uid of the workload it belongs to: of a Deployment's pods not the ReplicaSet between them. */
  workload?: string;
  /** ISO time; ages are counted by who shows them. */
  createdAt?: string;
  /** ISO time at which its deletion was asked for. */
  deletedAt?: string;
}

export interface ServicePort {
  port: number;
  /** Number or name of the container's port. */
  target?: string;
  nodePort?: number;
  /** At the load balancer, where it is another than `port`. */
  external?: number;
  name?: string;
  protocol: string;
}

/** A service as a row. */
export interface ServiceRow {
  uid: string;
  name: string;
  namespace: string;
  /** `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. */
  type: string;
  ports: ServicePort[];
  /** ClusterIP, or the external name; undefined for headless services. */
  address?: string;
  /** Host name or address the load balancer gave. */
  external?: string;
  /** Addresses that are ready behind it; undefined where EndpointSlices may not be read. */
  endpoints?: number;
}

/** Resources a namespace is followed by. */
export type FeedResource =
  | 'deployments'
  | 'statefulsets'
  | 'daemonsets'
  | 'replicasets'
  | 'jobs'
  | 'cronjobs'
  | 'pods'
  | 'services'
  | 'endpointslices';

/** How one resource of the feed is doing. */
export interface FeedState {
  /**
   * `loading` until the first list; `live` by a watch; `polled` where `watch` is forbidden;
   * `forbidden` where not even `list` is allowed; `waiting` between a failure and the next try.
   */
  state: 'loading' | 'live' | 'polled' | 'forbidden' | 'waiting';
  /** Why it is forbidden or waiting. */
  error?: Message;
}

/** Everything known of a namespace, sorted by name. */
export interface NamespaceSnapshot {
  namespace: string;
  workloads: WorkloadRow[];
  pods: PodRow[];
  services: ServiceRow[];
  resources: Record<FeedResource, FeedState>;
}

/** What changed since the last change that was told; rows by uid. */
export interface NamespacePatch {
  namespace: string;
  workloads: { set: WorkloadRow[]; gone: string[] };
  pods: { set: PodRow[]; gone: string[] };
  services: { set: ServiceRow[]; gone: string[] };
  resources: Partial<Record<FeedResource, FeedState>>;
}

/**
 * First a snapshot, once every kind of workload was listed or refused; then patches, at most five a
 * second, the first of them with pods and services.
 */
export type NamespaceChange =
  | { kind: 'snapshot'; snapshot: NamespaceSnapshot }
  | { kind: 'patch'; patch: NamespacePatch };

/** A node as `kubectl get nodes` prints it. */
export interface NodeRow {
  uid: string;
  name: string;
  ready: boolean;
  /** No new pods are put on it. */
  cordoned: boolean;
  roles: string[];
  /** Of its kubelet, `v1.35.4`. */
  version: string;
  createdAt?: string;
}

/** Something that happened to an object. */
export interface EventRow {
  uid: string;
  /** The event's own, which nobody reads. */
  name: string;
  warning: boolean;
  reason: string;
  message: string;
  /** What it happened to. */
  object: { kind: string; name: string };
  /** How often, where it came again. */
  count: number;
  /** ISO time of the last time. */
  at: string;
}

/** A list that is followed by itself, and not with its namespace. */
export interface RowsChange<Row> {
  /** Replaces what was told before, where it is true. */
  whole: boolean;
  set: Row[];
  gone: string[];
  state: FeedState;
}

/** Lists that are followed only while somebody looks at them. */
export interface ListRows {
  nodes: NodeRow;
  events: EventRow;
}

/** The namespaces a person may see. */
export interface NamespaceList {
  names: string[];
  /** False when listing is forbidden: then only the context's own namespace is known. */
  complete: boolean;
}
