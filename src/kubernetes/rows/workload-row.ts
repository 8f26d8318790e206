import type { WorkloadKind, WorkloadRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';
import { deletionAsked } from './pod-row.ts';

interface Workload extends KubeObject {
  spec?: { replicas?: number };
  status?: { readyReplicas?: number; numberReady?: number; desiredNumberScheduled?: number };
}

/** A Deployment, StatefulSet or DaemonSet as a row. */
export function workloadRow(kind: WorkloadKind, object: KubeObject): WorkloadRow {
  const { metadata, spec, status } = object as Workload;
  const deletedAt = deletionAsked(object);
  const counts =
    kind === 'DaemonSet'
      ? { ready: status?.numberReady ?? 0, wanted: status?.desiredNumberScheduled ?? 0 }
      : { ready: status?.readyReplicas ?? 0, wanted: spec?.replicas ?? 1 };
  return {
    uid: metadata.uid,
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    ...counts,
    ...(deletedAt && { deletedAt }),
  };
}
