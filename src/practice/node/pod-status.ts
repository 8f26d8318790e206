import type { JsonObject } from '../../experiment/json.ts';
import { conditionOf, listAt, textAt } from '../api/objects.ts';
import { type ContainerState, containerStatus, endOf } from './container-state.ts';
import { machineAddress } from './machines.ts';
import type { Pod } from './spec.ts';

/** All that a pod's status is made from. */
export interface PodState {
  containers: readonly ContainerState[];
  initContainers: readonly ContainerState[];
  /** All init containers have done their part. */
  initialized: boolean;
  /** Empty until it has one. */
  address: string;
  /** ISO 8601, in whole seconds. */
  startTime: string;
  /** It has an address and what it needs of this machine. */
  prepared: boolean;
  /** Nothing of it will be started any more, whatever its restart policy says. */
  over: boolean;
  /** Why the node has ended it. */
  failure: { reason: string; message: string } | undefined;
}

/** The phase, as the kubelet has it from the containers. */
export function phaseOf(pod: Pod, state: PodState): string {
  const { containers, initContainers } = state;
  const wanted = state.failure === undefined ? wantedPhase(pod, state) : 'Failed';
  // A pod has ended only when nothing of it runs any more.
  const runs = [...containers, ...initContainers].some((one) => 'running' in one.state);
  return runs && (wanted === 'Succeeded' || wanted === 'Failed') ? 'Running' : wanted;
}

function wantedPhase({ spec }: Pod, state: PodState): string {
  const { containers, initContainers, initialized, over } = state;
  const never = spec.restartPolicy === 'Never';
  if (!initialized) {
    return never && initContainers.some(isLost) ? 'Failed' : 'Pending';
  }
  if (containers.some((one) => 'waiting' in one.state && one.last === undefined)) {
    return 'Pending';
  }
  const someRun = containers.some((one) => 'running' in one.state);
  if (someRun || (!over && spec.restartPolicy === 'Always')) {
    return 'Running';
  }
  if (containers.every((one) => endOf(one)?.exitCode === 0)) {
    return 'Succeeded';
  }
  return over || never ? 'Failed' : 'Running';
}

const isLost = ({ container, state }: ContainerState) =>
  container.restartPolicy !== 'Always' && 'terminated' in state && state.terminated.exitCode !== 0;

/** The status of a pod, with what others have written to it before. */
export function podStatusOf(pod: Pod, state: PodState, now: string): JsonObject {
  const before = pod.status ?? {};
  const phase = phaseOf(pod, state);
  const done = phase === 'Succeeded' || phase === 'Failed';
  const observedGeneration = pod.metadata.generation ?? 1;
  const conditions = conditionsOf(pod, state, phase).map((condition) => {
    const old = conditionOf(pod, textAt(condition, 'type'));
    const same = textAt(old, 'status') === textAt(condition, 'status');
    return {
      ...condition,
      lastProbeTime: null,
      lastTransitionTime: same ? textAt(old, 'lastTransitionTime') || now : now,
      observedGeneration,
    };
  });
  const ours = new Set(conditions.map((one) => textAt(one, 'type')));
  const others = listAt(before, 'conditions').filter((one) => !ours.has(textAt(one, 'type')));
  const address = state.address;
  return {
    ...before,
    observedGeneration,
    phase,
    conditions: [...conditions, ...others],
    ...(state.failure ?? {}),
    hostIP: machineAddress,
    hostIPs: [{ ip: machineAddress }],
    ...(address === '' ? {} : { podIP: address, podIPs: [{ ip: address }] }),
    startTime: state.startTime,
    ...(state.initContainers.length === 0
      ? {}
      : { initContainerStatuses: state.initContainers.map(containerStatus) }),
    containerStatuses: state.containers
      .toSorted((one, other) => (one.container.name < other.container.name ? -1 : 1))
      .map((one) => containerStatus(done ? { ...one, ready: false, started: false } : one)),
  };
}

function conditionsOf(pod: Pod, state: PodState, phase: string): JsonObject[] {
  const { containers, initContainers, initialized } = state;
  const sidecars = initContainers.filter(({ container }) => container.restartPolicy === 'Always');
  const unready = [...sidecars, ...containers].filter(({ ready }) => !ready);
  const names = unready.map(({ container }) => container.name).join(' ');
  const ended: Record<string, string> = { Succeeded: 'PodCompleted', Failed: 'PodFailed' };
  const why = ended[phase] === undefined ? undefined : { reason: ended[phase] ?? '' };
  const unreadyWhy = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  };
  const containersReady = why ?? (unready.length > 0 ? unreadyWhy : undefined);
  const gates = missingGates(pod);
  const gateWhy = { reason: 'ReadinessGatesNotReady', message: gates };
  const waiting = initContainers.filter((one) => !isInitialized(one));
  const initWhy = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${waiting.map((one) => one.container.name).join(' ')}]`,
  };
  return [
    condition('PodReadyToStartContainers', state.prepared && !state.over ? undefined : {}),
    condition('Initialized', initialized || why?.reason === 'PodCompleted' ? undefined : initWhy),
    condition('Ready', containersReady ?? (gates === '' ? undefined : gateWhy)),
    condition('ContainersReady', containersReady),
    condition('PodScheduled', undefined),
  ];
}

/** @param why it does not hold; undefined where it does */
function condition(type: string, why: JsonObject | undefined): JsonObject {
  return { type, status: why === undefined ? 'True' : 'False', ...why };
}

const isInitialized = ({ container, state, started }: ContainerState) =>
  container.restartPolicy === 'Always'
    ? started
    : 'terminated' in state && state.terminated.exitCode === 0;

function missingGates({ spec, status }: Pod): string {
  const missing = (spec.readinessGates ?? [])
    .map(({ conditionType }) => conditionType)
    .filter(
      (type) =>
        !listAt(status, 'conditions').some(
          (one) => textAt(one, 'type') === type && textAt(one, 'status') === 'True',
        ),
    );
  return missing
    .map((type) => `corresponding condition of pod readiness gate "${type}" does not exist.`)
    .join(', ');
}
