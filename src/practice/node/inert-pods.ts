import type { Api } from '../api/api.ts';
import type { KubeObject } from '../api/objects.ts';
import { timeText } from '../api/write.ts';
import type { ContainerState } from './container-state.ts';
import { inertAnnotation } from './images.ts';
import { podStatusOf } from './pod-status.ts';
import { type Pod, podOf } from './spec.ts';

/** Whether a pod is to be ready without running anything. */
export function isInert({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[inertAnnotation] === 'true';
}

/** Says once that an inert pod is ready. Nothing of it is kept. */
export function makeInertReady(api: Api, object: KubeObject, address: string): void {
  const { namespace = '', name } = object.metadata;
  const pod = podOf(object);
  const now = timeText(api.now());
  const status = podStatusOf(pod, inertState(pod, address, now), now);
  const change = (copy: KubeObject) => {
    copy.status = status;
  };
  const options = { manager: 'kubelet', part: 'status' as const };
  api.change(api.registry.builtIn('pods'), namespace, name, change, options);
}

function inertState({ metadata, spec }: Pod, address: string, now: string) {
  const id = (name: string) => `process://inert-${metadata.uid}-${name}`;
  const common = { last: undefined, restarts: 0 };
  const running = { running: { startedAt: now } };
  const containers: ContainerState[] = spec.containers.map((container) => ({
    ...common,
    container,
    state: running,
    ready: true,
    started: true,
    id: id(container.name),
  }));
  const initContainers: ContainerState[] = (spec.initContainers ?? []).map((container) => {
    const isSidecar = container.restartPolicy === 'Always';
    const containerID = id(container.name);
    const end = { exitCode: 0, reason: 'Completed', startedAt: now, finishedAt: now };
    return {
      ...common,
      container,
      state: isSidecar ? running : { terminated: { containerID, ...end } },
      ready: true,
      started: isSidecar,
      id: containerID,
    };
  });
  return {
    containers,
    initContainers,
    initialized: true,
    address,
    startTime: now,
    prepared: true,
    over: false,
    failure: undefined,
  };
}
