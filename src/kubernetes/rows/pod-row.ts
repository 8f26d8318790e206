import type { ContainerRow, PodRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';

interface ContainerStatus {
  name: string;
  ready?: boolean;
  started?: boolean;
  restartCount?: number;
  state?: {
    waiting?: { reason?: string };
    running?: object;
    terminated?: { exitCode?: number; signal?: number; reason?: string };
  };
}

interface Pod extends KubeObject {
  spec?: {
    nodeName?: string;
    containers?: { name: string }[];
    initContainers?: { name: string; restartPolicy?: string }[];
  };
  status?: {
    phase?: string;
    reason?: string;
    conditions?: { type: string; status: string; reason?: string }[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  };
}

/** A pod as a row; `workload` is filled in by who knows the owners. */
export function podRow(object: KubeObject): PodRow {
  const pod = object as Pod;
  const { metadata, spec, status } = pod;
  const sidecars = (spec?.initContainers ?? []).filter(isSidecar);
  const counted = count(pod);
  const deletedAt = deletionAsked(pod);
  return {
    uid: metadata.uid,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    phase: phaseText(pod),
    ready: counted.ready,
    containers: (spec?.containers?.length ?? 0) + sidecars.length,
    restarts: counted.restarts,
    list: containerRows(pod),
    ...(spec?.nodeName && { node: spec.nodeName }),
    ...(metadata.creationTimestamp && { createdAt: metadata.creationTimestamp }),
    ...(deletedAt && { deletedAt }),
    ...(status === undefined && { phase: 'Unknown' }),
  };
}

function containerRows({ spec, status }: Pod): ContainerRow[] {
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const rowOf = (name: string, role?: ContainerRow['role']): ContainerRow => {
    const known = statuses.find((each) => each.name === name);
    const { waiting, terminated, running } = known?.state ?? {};
    const ended = terminated && (terminated.reason || endText(terminated));
    return {
      name,
      ...(role && { role }),
      state: running ? 'Running' : (waiting?.reason ?? ended ?? 'Pending'),
      ready: known?.ready === true,
      restarts: known?.restartCount ?? 0,
    };
  };
  return [
    ...(spec?.initContainers ?? []).map((each) =>
      rowOf(each.name, isSidecar(each) ? 'sidecar' : 'init'),
    ),
    ...(spec?.containers ?? []).map(({ name }) => rowOf(name)),
  ];
}

/**
 * When the deletion of an object was asked for: `deletionTimestamp` is when its grace ends, which
 * lies in the future for a pod that may take its time.
 */
export function deletionAsked(object: KubeObject): string | undefined {
  const end = object.metadata.deletionTimestamp;
  if (end === undefined) {
    return undefined;
  }
  const { deletionGracePeriodSeconds: grace } = object.metadata as {
    deletionGracePeriodSeconds?: number;
  };
  return new Date(Date.parse(end) - (grace ?? 0) * 1000).toISOString();
}

function isSidecar(container: { restartPolicy?: string }): boolean {
  return container.restartPolicy === 'Always';
}

/** Containers that are ready, and restarts: those of init containers while these run. */
function count(pod: Pod): { ready: number; restarts: number } {
  const sidecars = new Set(
    (pod.spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name),
  );
  const inits = pod.status?.initContainerStatuses ?? [];
  const mains = pod.status?.containerStatuses ?? [];
  const started = inits.filter(({ name }) => sidecars.has(name));
  const ready =
    started.filter((status) => status.started === true && status.ready).length +
    mains.filter((status) => status.ready && status.state?.running).length;
  const counted = initializing(pod) === undefined ? [...started, ...mains] : inits;
  return { ready, restarts: counted.reduce((sum, each) => sum + (each.restartCount ?? 0), 0) };
}

/** The STATUS column of `kubectl get pods`. */
function phaseText(pod: Pod): string {
  const { metadata, status } = pod;
  if (metadata.deletionTimestamp !== undefined) {
    if (status?.reason === 'NodeLost') {
      return 'Unknown';
    }
    if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') {
      return 'Terminating';
    }
  }
  return initializing(pod) ?? runningText(pod);
}

/** The text while init containers run; undefined when they are through. */
function initializing(pod: Pod): string | undefined {
  const { spec, status } = pod;
  if (hasCondition(pod, 'Initialized')) {
    return undefined;
  }
  const all = spec?.initContainers ?? [];
  const sidecars = new Set(all.filter(isSidecar).map(({ name }) => name));
  for (const [index, each] of (status?.initContainerStatuses ?? []).entries()) {
    const { terminated, waiting } = each.state ?? {};
    const passed = terminated?.exitCode === 0 || (sidecars.has(each.name) && each.started === true);
    if (passed) {
      continue;
    }
    if (terminated) {
      return `Init:${terminated.reason || endText(terminated)}`;
    }
    return waiting?.reason && waiting.reason !== 'PodInitializing'
      ? `Init:${waiting.reason}`
      : `Init:${index}/${all.length}`;
  }
  return undefined;
}

function runningText(pod: Pod): string {
  const { status } = pod;
  const gated = status?.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  let text = status?.reason || (gated ? 'SchedulingGated' : status?.phase) || 'Unknown';
  let runs = false;
  // The first container that has something to say is what counts, so it is looked at last.
  for (const each of (status?.containerStatuses ?? []).toReversed()) {
    const { waiting, terminated, running } = each.state ?? {};
    if (waiting?.reason) {
      text = waiting.reason;
    } else if (terminated) {
      text = terminated.reason || endText(terminated);
    } else if (each.ready && running) {
      runs = true;
    }
  }
  if (text === 'Completed' && runs) {
    return hasCondition(pod, 'Ready') ? 'Running' : 'NotReady';
  }
  return text;
}

function endText(end: { exitCode?: number; signal?: number }): string {
  return end.signal ? `Signal:${end.signal}` : `ExitCode:${end.exitCode ?? 0}`;
}

function hasCondition(pod: Pod, type: string): boolean {
  return (
    pod.status?.conditions?.some((each) => each.type === type && each.status === 'True') ?? false
  );
}
