import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { type TestCluster, until } from './support.ts';

export interface ContainerStatus {
  restartCount: number;
  ready: boolean;
  state: { running?: object; terminated?: { exitCode: number } };
}

export interface RunningPod extends KubeObject {
  spec: { nodeName?: string };
  status: { phase: string; containerStatuses?: ContainerStatus[] };
}

/** A container that runs a program of Node.js. */
export const container = (program: string, more: object = {}) => ({
  name: 'main',
  image: 'node:24-alpine',
  command: ['node', '-e', program],
  ...more,
});

/** Runs for ever, but ends with the code 1 when it is told to. */
export const steady = 'process.on("SIGTERM", () => process.exit(1)); setInterval(() => {}, 1e6);';

/** A pod of real containers. */
export async function newPod(
  cluster: TestCluster,
  ns: string,
  name: string,
  spec: object,
): Promise<void> {
  await cluster.api('POST', `/api/v1/namespaces/${ns}/pods`, {
    metadata: { name, labels: { app: name } },
    spec: { terminationGracePeriodSeconds: 1, ...spec },
  });
}

/** Waits until a pod is as it should be. */
export function podThat(
  cluster: TestCluster,
  ns: string,
  name: string,
  what: string,
  is: (first: ContainerStatus, pod: RunningPod) => boolean,
): Promise<RunningPod> {
  return until(`${name} ${what}`, async () => {
    const pod = await cluster.find<RunningPod>(`/api/v1/namespaces/${ns}/pods/${name}`);
    const [first] = pod?.status.containerStatuses ?? [];
    return pod !== undefined && first !== undefined && is(first, pod) && pod;
  });
}
