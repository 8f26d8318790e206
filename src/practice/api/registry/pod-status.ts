import type { Json } from '../../../experiment/json.ts';
import {
  isReady,
  type KubeObject,
  listAt,
  numberAt,
  objectAt,
  textAt,
  valueAt,
} from '../objects.ts';
import { age } from './columns.ts';

/** The word that `kubectl get pods` shows for a pod: its phase, or what holds or ended a container. */
export function podStatus(pod: KubeObject): string {
  const reason = textAt(pod, 'status', 'reason');
  const waiting = initStatus(pod);
  const shown = waiting ?? containersStatus(pod, reason || textAt(pod, 'status', 'phase'));
  if (pod.metadata.deletionTimestamp === undefined) {
    return shown;
  }
  if (reason === 'NodeLost') {
    return 'Unknown';
  }
  const phase = textAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed' ? shown : 'Terminating';
}

/** Restarts of all containers, and how long ago the last one was. */
export function podRestarts(pod: KubeObject, now: number): string {
  const statuses = listAt(pod, 'status', 'containerStatuses');
  const total = statuses.reduce((sum: number, one) => sum + numberAt(one, 'restartCount'), 0);
  const last = statuses
    .map((one) => textAt(one, 'lastState', 'terminated', 'finishedAt'))
    .filter((time) => time !== '')
    .sort()
    .at(-1);
  return total === 0 || last === undefined ? String(total) : `${total} (${age(last, now)} ago)`;
}

function initStatus(pod: KubeObject): string | undefined {
  const statuses = listAt(pod, 'status', 'initContainerStatuses');
  const total = listAt(pod, 'spec', 'initContainers').length;
  for (const [index, status] of statuses.entries()) {
    const terminated = objectAt(status, 'state', 'terminated');
    if (
      valueAt(status, 'state', 'terminated') !== undefined &&
      numberAt(terminated, 'exitCode') === 0
    ) {
      continue;
    }
    if (valueAt(status, 'state', 'terminated') !== undefined) {
      return `Init:${endReason(terminated)}`;
    }
    const reason = textAt(status, 'state', 'waiting', 'reason');
    return reason !== '' && reason !== 'PodInitializing'
      ? `Init:${reason}`
      : `Init:${index}/${total}`;
  }
  return undefined;
}

function containersStatus(pod: KubeObject, start: string): string {
  let shown = start;
  let running = false;
  for (const status of listAt(pod, 'status', 'containerStatuses').toReversed()) {
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const terminated = valueAt(status, 'state', 'terminated');
    if (waiting !== '') {
      shown = waiting;
    } else if (terminated !== undefined) {
      shown = endReason(terminated);
    } else if (
      valueAt(status, 'ready') === true &&
      valueAt(status, 'state', 'running') !== undefined
    ) {
      running = true;
    }
  }
  if (shown === 'Completed' && running) {
    return isReady(pod) ? 'Running' : 'NotReady';
  }
  return shown;
}

function endReason(terminated: Json): string {
  const signal = numberAt(terminated, 'signal');
  const word = signal === 0 ? `ExitCode:${numberAt(terminated, 'exitCode')}` : `Signal:${signal}`;
  return textAt(terminated, 'reason') || word;
}
