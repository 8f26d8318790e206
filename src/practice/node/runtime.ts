import type { JsonObject } from '../../experiment/json.ts';
import { type KubeObject, textAt } from '../api/objects.ts';
import {
  type ContainerLog,
  type ExecStreams,
  exitStatus,
  type NodeRuntime,
} from '../api/runtime.ts';
import { ApiError, badRequest } from '../api/status.ts';
import { runCommand } from './exec/run.ts';
import type { Kubelets } from './kubelets.ts';
import type { Parts } from './parts.ts';

/** Logs of containers and commands in them, for the API server. */
export function runtimeOf(kubelets: Kubelets, { network }: Parts): NodeRuntime {
  return {
    async log(pod, container, previous, signal) {
      if (kubelets.isInert(pod)) {
        return emptyLog;
      }
      const { name } = pod.metadata;
      const run = kubelets.run(pod)?.container(container);
      const log = previous ? run?.previousLog : run?.log;
      if (log === undefined) {
        throw badRequest(
          previous
            ? `previous terminated container "${container}" in pod "${name}" not found`
            : `container "${container}" in pod "${name}" is ${waitingText(pod, container)}`,
        );
      }
      return { past: log.lines(), following: log.follow(signal) };
    },
    async exec(pod, container, command, streams, signal) {
      if (kubelets.isInert(pod)) {
        throw badRequest(`pod ${pod.metadata.name} is inert: no process runs in it`);
      }
      const run = kubelets.run(pod);
      const running = run?.container(container)?.running;
      if (run === undefined || running === undefined) {
        throw internal(`unable to upgrade connection: container not found ("${container}")`);
      }
      return execute({ running, place: run.place, network }, command, streams, signal);
    },
    reach(object, port) {
      const route =
        object.kind === 'Service'
          ? network.serviceRoute(object, port)
          : network.podRoute(textAt(object, 'status', 'podIP'), port);
      return route.kind === 'port' ? route.port : undefined;
    },
  };
}

const emptyLog: ContainerLog = {
  past: [],
  following: {
    async *[Symbol.asyncIterator]() {},
  },
};

const internal = (message: string) =>
  new ApiError(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });

function waitingText(pod: KubeObject, container: string): string {
  const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap((key) => {
    const list = pod.status?.[key];
    return Array.isArray(list) ? list : [];
  });
  const status = statuses.find((one) => textAt(one, 'name') === container);
  const reason = textAt(status, 'state', 'waiting', 'reason') || 'ContainerCreating';
  return ['ErrImagePull', 'ImagePullBackOff'].includes(reason)
    ? 'waiting to start: trying and failing to pull image'
    : `waiting to start: ${reason}`;
}

async function execute(
  target: Parameters<typeof runCommand>[0],
  command: readonly string[],
  { stdin, stdout, stderr }: ExecStreams,
  signal: AbortSignal,
): Promise<JsonObject> {
  const writer = (stream: ExecStreams['stdout']) => (content: Uint8Array | string) =>
    new Promise<void>((resolve) => {
      if (stream === undefined || stream.destroyed) {
        resolve();
      } else {
        stream.write(content, () => resolve());
      }
    });
  const out = writer(stdout);
  // With a terminal there is one stream for both.
  const streams = { stdin, out, err: writer(stderr ?? stdout) };
  try {
    return exitStatus(await runCommand(target, command, streams, signal));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw internal(`error executing command in container: ${why}`);
  }
}
