import type { JsonObject } from '../../experiment/json.ts';
import { fullImageName, imageId } from './images.ts';
import type { Container } from './spec.ts';

/** How a container's process ended. */
export type Terminated = {
  containerID: string;
  exitCode: number;
  reason: string;
  message?: string;
  startedAt: string;
  finishedAt: string;
};

/** What a container is doing. */
export type State =
  | { waiting: { reason: string; message?: string } }
  | { running: { startedAt: string } }
  | { terminated: Terminated };

/** All that a status tells of a container. */
export interface ContainerState {
  container: Container;
  state: State;
  last: Terminated | undefined;
  restarts: number;
  ready: boolean;
  started: boolean;
  /** Empty until it was first started. */
  id: string;
}

/** The status of a container as a pod shows it. */
export function containerStatus({
  container,
  state,
  last,
  restarts,
  ready,
  started,
  id,
}: ContainerState): JsonObject {
  const { name, image, volumeMounts = [] } = container;
  const mounts = volumeMounts.map((mount) => ({
    name: mount.name,
    mountPath: mount.mountPath,
    ...(mount.readOnly ? { readOnly: true, recursiveReadOnly: 'Disabled' } : {}),
  }));
  return {
    name,
    state: { ...state },
    lastState: last === undefined ? {} : { terminated: last },
    ready,
    restartCount: restarts,
    image: id === '' ? image : fullImageName(image),
    imageID: id === '' ? '' : imageId(image),
    ...(id === '' ? {} : { containerID: id, resources: container.resources ?? {} }),
    started,
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}

/** Its end, if it is not running and has run. */
export function endOf({ state, last }: ContainerState): Terminated | undefined {
  return 'terminated' in state ? state.terminated : last;
}
