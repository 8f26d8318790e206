import type { JsonObject } from '../json.ts';

/** Kinds of workloads that an experiment can be written for. */
export type SeedKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'Job'
  | 'CronJob'
  | 'Pod';

/** A service in front of the workload that answered when it was asked. */
export interface SeedService {
  name: string;
  /** Where it answered. */
  url: string;
  /** HTTP status of that answer, below 500. */
  status: number;
}

/** What an experiment needs to know of a workload; plain data, so that it crosses a thread. */
export interface Seed {
  kind: SeedKind;
  name: string;
  namespace: string;
  /** Pods it wants; 1 for what has no such number. */
  replicas: number;
  /** Label selector of its pods, `app=back,tier=api`; empty where they have no labels. */
  selector: string;
  /** The object without what the API server gives; what creates it again. */
  manifest: JsonObject;
  service?: SeedService;
}
