import type { WorkloadKind, WorkloadRow } from '../../kubernetes/feed-types.ts';
import { colors, type Row, type Text } from './drawing.ts';
import type { LiveNamespace } from './live-namespace.ts';

/** More workloads than this, and their pods stay folded at first. */
const fewWorkloads = 10;

const workloadIcons: Record<WorkloadKind, string> = {
  Deployment: 'layers',
  StatefulSet: 'database',
  DaemonSet: 'server',
  ReplicaSet: 'layers',
  Job: 'checklist',
  CronJob: 'clock',
};

/** A workload: how many of its pods are ready, or how its jobs do. */
export function workloadRow(live: LiveNamespace, row: WorkloadRow, text: Text): Row {
  const { ready, wanted, kind, name, state } = row;
  const args = { ready, wanted, kind, name };
  const wrong = state === undefined ? ready < wanted : state === 'failed';
  return {
    label: name,
    description:
      row.deletedAt === undefined
        ? workloadDescription(row, text)
        : text({ code: 'editor.explorer.workload-deleting', args }),
    tooltip: workloadTip(row, text),
    icon: wrong ? ['warning', colors.wrong] : [workloadIcons[kind]],
    children:
      live.workloads.size <= fewWorkloads && wanted <= fewWorkloads && state === undefined
        ? 'open'
        : 'closed',
    kind: `workload.${kind}`,
  };
}

function workloadDescription(
  { kind, ready, wanted, state, schedule }: WorkloadRow,
  text: Text,
): string {
  if (kind === 'CronJob') {
    const args = { schedule: schedule ?? '', count: ready };
    return text({ code: `editor.explorer.cron-job-${cronState(state, ready)}`, args });
  }
  if (kind === 'Job') {
    const args = { ready, wanted };
    return text({ code: `editor.explorer.job-${state ?? 'active'}`, args });
  }
  return `${ready}/${wanted}`;
}

function cronState(state: WorkloadRow['state'], active: number): string {
  if (state === 'suspended') {
    return state;
  }
  return active > 0 ? 'active' : 'idle';
}

function workloadTip(row: WorkloadRow, text: Text): string {
  const { kind, name, ready, wanted, state } = row;
  return state === undefined
    ? text({ code: 'editor.explorer.workload-tip', args: { kind, name, ready, wanted } })
    : `${kind} ${name}\n${workloadDescription(row, text)}`;
}
