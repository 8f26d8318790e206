import type { Message } from '../messages/types.ts';

/** Kinds whose pods and readiness are followed. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

/** A workload as a row. Plain data, so that it crosses a thread. */
export interface WorkloadRow {
  uid: string;
  kind: WorkloadKind;
  name: string;
  namespace: string;
  /** Pods that are ready now, as the workload's own status counts them. */
  ready: number;
  wanted: number;
  /** ISO time since when it is being deleted. */
  deletedAt?: string;
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
  node?: string;
  /** uid of the Deployment, StatefulSet or DaemonSet it belongs to (through its ReplicaSet). */
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

/** First a snapshot, once every resource was listed or refused; then patches, at most five a second. */
export type NamespaceChange =
  | { kind: 'snapshot'; snapshot: NamespaceSnapshot }
  | { kind: 'patch'; patch: NamespacePatch };

/** The namespaces a person may see. */
export interface NamespaceList {
  names: string[];
  /** False when listing is forbidden: then only the context's own namespace is known. */
  complete: boolean;
}
