import type { WorkloadKind, WorkloadRow } from '../feed-types.ts';
import { controllerOf, type KubeObject } from '../objects.ts';
import { deletionAsked } from './pod-row.ts';

interface Workload extends KubeObject {
  spec?: {
    replicas?: number;
    completions?: number;
    parallelism?: number;
    suspend?: boolean;
    schedule?: string;
  };
  status?: {
    readyReplicas?: number;
    numberReady?: number;
    desiredNumberScheduled?: number;
    succeeded?: number;
    active?: unknown[] | number;
    conditions?: { type: string; status: string }[];
  };
}

/** A workload as a row. */
export function workloadRow(kind: WorkloadKind, object: KubeObject): WorkloadRow {
  const { metadata } = object;
  const deletedAt = deletionAsked(object);
  return {
    uid: metadata.uid,
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    ...countsOf(kind, object),
    ...(deletedAt && { deletedAt }),
  };
}

type Counts = Pick<WorkloadRow, 'ready' | 'wanted' | 'state' | 'schedule' | 'owner'>;

function countsOf(kind: WorkloadKind, object: Workload): Counts {
  const { spec, status } = object;
  switch (kind) {
    case 'DaemonSet':
      return { ready: status?.numberReady ?? 0, wanted: status?.desiredNumberScheduled ?? 0 };
    case 'Job': {
      const owner = controllerOf(object);
      return {
        ready: status?.succeeded ?? 0,
        wanted: spec?.completions ?? spec?.parallelism ?? 1,
        state: jobState(object),
        ...(owner?.kind === 'CronJob' && { owner: owner.uid }),
      };
    }
    case 'CronJob':
      return {
        ready: Array.isArray(status?.active) ? status.active.length : 0,
        wanted: 0,
        state: spec?.suspend ? 'suspended' : 'active',
        schedule: spec?.schedule ?? '',
      };
    default:
      return { ready: status?.readyReplicas ?? 0, wanted: spec?.replicas ?? 1 };
  }
}

function jobState({ spec, status }: Workload): WorkloadRow['state'] {
  const is = (wanted: string) =>
    status?.conditions?.some((each) => each.type === wanted && each.status === 'True');
  if (is('Failed')) {
    return 'failed';
  }
  if (is('Complete')) {
    return 'complete';
  }
  return spec?.suspend ? 'suspended' : 'active';
}
