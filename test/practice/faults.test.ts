import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { isAlive } from '../../src/platform/testing/alive.ts';
import { type HeldCluster, holdPractice } from '../../src/practice/lifetime/hold.ts';
import { placeBelow } from '../../src/practice/lifetime/place.ts';
import { type TestCluster, testCluster, until } from '../cluster/support.ts';
import { freshAccess } from './support.ts';

/** A pod that answers on 8080, and never looks up again once it is asked for `/busy`. */
const program = `
require('node:http').createServer((request, response) => {
  if (request.url === '/busy') for (;;);
  response.end('hello');
}).listen(8080);
`;

interface Pod extends KubeObject {
  status: {
    containerStatuses?: {
      ready: boolean;
      restartCount: number;
      lastState: { terminated?: { exitCode: number; reason: string } };
    }[];
  };
}

interface Bench {
  held: HeldCluster;
  cluster: TestCluster;
  /** Ids of the pods' processes. */
  processes(): Promise<number[]>;
}

const pods = '/api/v1/namespaces/default/pods';

/** A cluster with one ready pod. */
async function bench(t: TestContext): Promise<Bench> {
  const access = await freshAccess(t);
  const held = await holdPractice(access);
  const cluster = testCluster(held.kubeconfig);
  await cluster.api('POST', pods, {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: {
      containers: [{ name: 'web', image: 'node:24-alpine', command: ['node', '-e', program] }],
    },
  });
  await until('the pod is ready', async () => (await web(cluster)).ready);
  const folder = join(placeBelow(access.state).nodes, 'processes');
  return {
    held,
    cluster,
    processes: async () => {
      const found = await until('its process is noted', async () => {
        const names = await readdir(folder);
        return names.length > 0 && names;
      });
      return found.map((name) => Number(name.split('-')[1]));
    },
  };
}

async function web(cluster: TestCluster) {
  const { status } = await cluster.api<Pod>('GET', `${pods}/web`);
  const [container] = status.containerStatuses ?? [];
  return { ready: container?.ready === true, container };
}

test('the cluster’s process is killed: no pod’s process stays', async (t) => {
  const { held, processes } = await bench(t);
  const [pid = 0] = await processes();
  assert.ok(isAlive(pid));
  await killCluster(held);
  await until('the pod is gone', async () => !isAlive(pid));
});

test('the cluster’s process is killed while a pod is busy: its process does not stay either', async (t) => {
  const { held, cluster, processes } = await bench(t);
  const [pid = 0] = await processes();
  // Nobody answers this any more.
  await assert.rejects(
    Promise.race([
      cluster.api('GET', `${pods}/web:8080/proxy/busy`),
      unready(cluster).then(() => Promise.reject(new Error('busy'))),
    ]),
    /busy/,
  );
  await killCluster(held);
  await until('the pod is gone', async () => !isAlive(pid));
});

/** Settles when the pod does not answer within a second. */
async function unready(cluster: TestCluster): Promise<void> {
  await until('the pod is busy', () =>
    Promise.race([
      cluster.api('GET', `${pods}/web:8080/proxy/`).then(() => false as const),
      new Promise<true>((resolve) => {
        setTimeout(() => resolve(true), 1_000);
      }),
    ]),
  );
}

async function killCluster(held: HeldCluster): Promise<void> {
  process.kill(held.pid, 'SIGKILL');
  assert.equal(await held.ended, 'gone');
}

test('a pod’s process is killed: its container starts again, and says why', async (t) => {
  const { held, cluster, processes } = await bench(t);
  const [pid = 0] = await processes();
  process.kill(pid, 'SIGKILL');
  const container = await until('it has started again', async () => {
    const now = await web(cluster);
    return now.ready && now.container?.restartCount === 1 && now.container;
  });
  assert.partialDeepStrictEqual(container.lastState.terminated, { exitCode: 137, reason: 'Error' });
  held.release();
});

test('a port that is taken: the load balancer takes another, says so, and keeps it', async (t) => {
  const { held, cluster } = await bench(t);
  const other = createServer((_, response) => response.end('somebody else'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port: taken } = other.address() as AddressInfo;
  const services = '/api/v1/namespaces/default/services';
  await cluster.api('POST', services, {
    metadata: { name: 'web' },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'web' },
      ports: [{ port: taken, targetPort: 8080 }],
    },
  });
  const port = await until('it has an address', async () => {
    const { status } = await cluster.api<
      KubeObject & { status: { loadBalancer: { ingress?: { ports: { port: number }[] }[] } } }
    >('GET', `${services}/web`);
    return status.loadBalancer.ingress?.[0]?.ports[0]?.port;
  });
  assert.notEqual(port, taken);
  const answer = await until('it answers', () => ask(port));
  assert.equal(answer, 'hello');
  held.release();
});

function ask(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent: false }, (response) => {
      resolve(text(response));
    }).on('error', reject);
  });
}

test('a process that was stopped for a while, as on a laptop that sleeps, goes on as it was', async (t) => {
  if (process.platform === 'win32') {
    t.skip('no process can be stopped there');
    return;
  }
  const { held, cluster } = await bench(t);
  process.kill(held.pid, 'SIGSTOP');
  const waiting = until('it answers again', () => cluster.list(pods));
  await new Promise((resolve) => {
    setTimeout(resolve, 3_000);
  });
  process.kill(held.pid, 'SIGCONT');
  await waiting;
  const { ready, container } = await web(cluster);
  assert.equal(ready, true);
  assert.equal(container?.restartCount, 0);
  held.release();
});
