import assert from 'node:assert/strict';
import { get } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { changeObject } from '../../src/kubernetes/change.ts';
import { describe as describeObject } from '../../src/kubernetes/describe/describe.ts';
import { yamlOf } from '../../src/kubernetes/describe/yaml.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { podPortOf, portsOf } from '../../src/kubernetes/ports.ts';
import { kubeconfigOf, open } from './connection-support.ts';
import { newDeployment, newNamespace, ready, testCluster, until } from './support.ts';

const cluster = testCluster();
const limit = () => AbortSignal.timeout(60_000);

/** A pod that serves a page, and says so. */
const serving = `require('http').createServer((q, s) => s.end('page of ' + q.url)).listen(8080, () => console.log('listening'));`;

async function newServer(t: TestContext) {
  const namespace = await newNamespace(cluster, 'explorer', t);
  const labels = { app: 'web' };
  const container = {
    name: 'main',
    image: 'node:24-alpine',
    command: ['node', '-e', serving],
    ports: [{ name: 'http', containerPort: 8080 }],
  };
  await cluster.api('POST', `/api/v1/namespaces/${namespace}/pods`, {
    metadata: { name: 'web', labels },
    spec: { terminationGracePeriodSeconds: 0, containers: [container] },
  });
  await cluster.api('POST', `/api/v1/namespaces/${namespace}/services`, {
    metadata: { name: 'web' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] },
  });
  await until('the pod is ready', async () => {
    const pod = await cluster.find<KubeObject & { status: { phase?: string } }>(
      `/api/v1/namespaces/${namespace}/pods/web`,
    );
    return (
      JSON.stringify(pod?.status).includes('"type":"Ready"') && pod?.status.phase === 'Running'
    );
  });
  return { namespace, client: await open(t, cluster.kubeconfig) };
}

function page(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

describe('what a person does with a pod', () => {
  it('follows its log until it has seen enough', async (t) => {
    const { namespace, client } = await newServer(t);
    const path = `/api/v1/namespaces/${namespace}/pods/web/log`;
    const end = new AbortController();
    let log = '';
    const query = { container: 'main', follow: true, tailLines: 100 };
    await assert.rejects(async () => {
      for await (const text of client.stream({ method: 'GET', path, query }, end.signal)) {
        log += text;
        if (log.includes('listening')) {
          end.abort();
        }
      }
    }, /abort/i);
    assert.match(log, /listening/);
  });

  it('works in a shell with a terminal of its size, until it ends', async (t) => {
    const { namespace, client } = await newServer(t);
    let screen = '';
    const shell = await client.shell({ namespace, pod: 'web', container: 'main' }, ['sh'], {
      size: { columns: 91, rows: 33 },
      onOutput: (content) => {
        screen += content;
      },
      signal: limit(),
    });
    shell.input('stty size; echo "sum $((40+2))"\n');
    await until('the size and the sum', async () => /33 91.*sum 42/s.test(screen));
    shell.resize({ columns: 120, rows: 40 });
    shell.input('stty size\n');
    await until('the new size', async () => screen.includes('40 120'));
    shell.input('exit 3\n');
    const status = await shell.ended;
    assert.match(JSON.stringify(status), /"reason":"ExitCode","message":"3"/);
  });

  it('reaches its ports from here, several at once, also through a service', async (t) => {
    const { namespace, client } = await newServer(t);
    const service = { kind: 'Service', name: 'web', namespace };
    assert.deepEqual(await portsOf(client, service, limit()), [{ port: 80 }]);
    const target = await podPortOf(client, service, 80, limit());
    assert.deepEqual(target, { namespace, pod: 'web', port: 8080 });
    const errors: unknown[] = [];
    const forward = await client.forward(target, {
      signal: limit(),
      onError: (error) => errors.push(error),
    });
    const pages = await Promise.all(['/a', '/b', '/c'].map((path) => page(forward.port, path)));
    assert.deepEqual(pages, ['page of /a', 'page of /b', 'page of /c']);
    assert.deepEqual(errors, []);
    forward.close();
    await assert.rejects(page(forward.port, '/'), { code: 'ECONNREFUSED' });
  });

  it('is told at once where a port may not be forwarded', async (t) => {
    const { namespace } = await newServer(t);
    const viewer = await open(t, await kubeconfigOf('viewer'));
    const options = { signal: limit(), onError: () => undefined };
    await assert.rejects(viewer.forward({ namespace, pod: 'web', port: 8080 }, options), {
      status: 403,
    });
  });

  it('reads it as YAML and described, with its events', async (t) => {
    const { namespace, client } = await newServer(t);
    const pod = { kind: 'Pod', name: 'web', namespace };
    const yaml = await yamlOf(client, pod, limit());
    assert.match(yaml, /^apiVersion: v1\nkind: Pod\nmetadata:\n {2}name: web\n/);
    assert.doesNotMatch(yaml, /managedFields/);
    const text = await describeObject(client, pod, limit());
    assert.match(text, /^Name: +web\nNamespace: +test-explorer-/);
    assert.match(text, /Status: +Running/);
    assert.match(text, /Image: +node:24-alpine/);
    assert.match(text, /Events: .*Started/s);
  });
});

describe('what a person changes', () => {
  it('scales, restarts and deletes a workload', async (t) => {
    const namespace = await newNamespace(cluster, 'explorer', t);
    await newDeployment(cluster, namespace, 'back');
    const client = await open(t, cluster.kubeconfig);
    const back = { kind: 'Deployment', name: 'back', namespace };
    const podNames = async () =>
      (await cluster.list(`/api/v1/namespaces/${namespace}/pods`)).map(
        ({ metadata }) => metadata.name,
      );
    await changeObject(client, back, { do: 'scale', replicas: 2 }, limit());
    await ready(cluster, namespace, 'back', 2);
    const before = await podNames();
    await changeObject(client, back, { do: 'restart' }, limit());
    await until('other pods', async () => {
      const now = await podNames();
      return now.length === 2 && now.every((name) => !before.includes(name));
    });
    await changeObject(client, back, { do: 'delete' }, limit());
    await until('no pods', async () => (await podNames()).length === 0);
  });
});
