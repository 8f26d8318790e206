import type { KubeObject } from '../../../src/kubernetes/objects.ts';
import type { World } from '../parity/scenario.ts';
import { until } from '../support.ts';
import { pendingPod } from './inert.ts';
import type { Mutation } from './mutation.ts';

const pods = (ns: string) => [`/api/v1/namespaces/${ns}/pods`];

async function threePods(world: World): Promise<void> {
  const names = ['web-0', 'web-1', 'web-2'];
  await Promise.all(names.map((name) => pendingPod(world, name, { app: 'web' })));
}

/** A container that writes a line into its log for each byte that comes to it. */
const listener =
  'require("node:http").createServer((q, s) => { console.log("called"); s.end(); }).listen(8080)';
const caller = 'fetch("http://127.0.0.1:8080").then((answer) => answer.text())';

async function runningPod({ cluster, ns }: World): Promise<void> {
  const path = `/api/v1/namespaces/${ns}/pods`;
  await cluster.api('POST', path, {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        { name: 'main', image: 'node:24-alpine', command: ['node', '-e', listener] },
      ].map((container) => ({
        ...container,
        readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
      })),
    },
  });
  await until('the pod listens', async () => {
    const pod = await cluster.find<
      KubeObject & { status: { containerStatuses?: { ready: boolean }[] } }
    >(`${path}/web`);
    return pod?.status.containerStatuses?.[0]?.ready;
  });
}

/** Actions of `chaosk8s.pod.actions`. */
export const podMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.pod.actions.terminate_pods',
    async prepare(world) {
      await threePods(world);
      return { ns: world.ns, label_selector: 'app=web', all: true };
    },
    state: pods,
    changes: ['delete pods', 'delete pods', 'delete pods'],
  },
  {
    path: 'chaosk8s.pod.actions.delete_pods',
    async prepare(world) {
      await threePods(world);
      return { ns: world.ns, name: 'web-1' };
    },
    state: pods,
    changes: ['delete pods'],
  },
  {
    path: 'chaosk8s.pod.actions.exec_in_pods',
    async prepare(world) {
      await runningPod(world);
      return { ns: world.ns, label_selector: 'app=web', cmd: ['node', '-e', caller] };
    },
    state: pods,
    changes: [],
    async happened({ cluster, ns }) {
      const log = await cluster.api<string>('GET', `/api/v1/namespaces/${ns}/pods/web/log`);
      return log.split('\n').filter((line) => line === 'called').length;
    },
  },
];
