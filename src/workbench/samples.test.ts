import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { ApiRequest, KubeObject, WatchEvent } from '../kubernetes/objects.ts';
import { answered, calm, FakeCluster } from '../kubernetes/testing/fake-cluster.ts';
import type { Message } from '../messages/types.ts';
import { packagedFiles, type SampleFiles } from './samples/files.ts';
import { createdAnnotation, ourLabels } from './samples/marks.ts';
import { deploySamples, removeSamples, type SamplesChoice } from './samples.ts';

const deployments = '/apis/apps/v1/namespaces/shop/deployments';
const services = '/api/v1/namespaces/shop/services';
const configMaps = '/api/v1/namespaces/shop/configmaps';

/** A cluster whose controllers are done at once, with a node on this machine. */
class QuickCluster extends FakeCluster {
  readonly nodePort: number;

  constructor(nodePort: number) {
    super();
    this.nodePort = nodePort;
    this.watching = idle;
    this.add('/api/v1/nodes', {
      metadata: { name: 'n', uid: 'n', resourceVersion: '1' },
      status: { addresses: [{ type: 'InternalIP', address: '127.0.0.1' }] },
    });
  }

  override async request<T>(request: ApiRequest, signal: AbortSignal): Promise<T> {
    const found = await super.request<KubeObject>(request, signal);
    if (request.method === 'POST' || request.method === 'PATCH') {
      found.metadata.generation = 1;
      if (found.kind === 'Deployment') {
        const counts = { replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
        found.status = { observedGeneration: 1, ...counts };
      }
      if (found.kind === 'Service') {
        const [port] = (found.spec as { ports: { nodePort?: number }[] }).ports;
        Object.assign(port ?? {}, { nodePort: this.nodePort });
      }
    }
    return structuredClone(found) as T;
  }

  override async list(path: string, query: ApiRequest['query'], signal: AbortSignal) {
    const wanted = String(query?.['labelSelector'] ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('='));
    const { items, resourceVersion } = await super.list(path, {}, signal);
    const fits = ({ metadata: { labels } }: KubeObject) =>
      wanted.every(([key = '', value]) => labels?.[key] === value);
    return { items: items.filter(fits), resourceVersion };
  }

  /** `Kind/name` of everything in the namespace. */
  names(): string[] {
    return [...this.objects.entries()]
      .filter(([path]) => path.includes('/shop/'))
      .map(([path, { metadata }]) => `${path.split('/').at(-2)}/${metadata.name}`)
      .sort();
  }

  writes(): string[] {
    return this.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }
}

async function* idle(signal: AbortSignal): AsyncIterable<WatchEvent> {
  const { promise, reject } = Promise.withResolvers<WatchEvent>();
  signal.addEventListener('abort', () => reject(signal.reason));
  yield await promise;
}

const files = async (frontend = 'front();'): Promise<SampleFiles> => ({
  ...(await packagedFiles()),
  program: async (sample) => (sample === 'backend' ? 'back();' : frontend),
});

async function setUp(t: { after(fn: () => void): void }) {
  const server = createServer((_request, response) => response.end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const client = new QuickCluster(port);
  const steps: Message[] = [];
  const deploy = async (choice: Partial<SamplesChoice> = {}, program?: string) =>
    deploySamples(
      client,
      { frontend: 'v1', namespace: 'shop', ...choice },
      (step) => steps.push(step),
      calm,
      await files(program),
    );
  const remove = () => removeSamples(client, 'shop', (step) => steps.push(step), calm);
  return { client, deploy, remove, steps, url: `http://127.0.0.1:${port}` };
}

function stranger(name: string, labels = {}): KubeObject {
  return { metadata: { name, uid: `stranger-${name}`, resourceVersion: '1', labels } };
}

test('deploying creates all, waits, and says where the frontend answers', async (t) => {
  const { client, deploy, steps, url } = await setUp(t);
  const deployed = await deploy();
  assert.equal(deployed.url, url);
  assert.deepEqual(
    deployed.objects.map(({ kind, how }) => [kind, how]),
    ['ConfigMap', 'Deployment', 'Service', 'ConfigMap', 'Deployment', 'Service'].map((kind) => [
      kind,
      'created',
    ]),
  );
  assert.deepEqual(
    client.names().filter((name) => !name.startsWith('configmaps/')),
    ['deployments/back', 'deployments/front', 'services/backend', 'services/frontend'],
  );
  assert.deepEqual(steps.at(-1), { code: 'workbench.samples-url', args: { url } });
  assert.ok(
    steps.some(
      ({ code, args }) =>
        code === 'workbench.samples-ready' && args?.['name'] === 'front' && args['ready'] === 2,
    ),
  );
});

test('deploying again leaves what is there, and brings back what is gone', async (t) => {
  const { client, deploy } = await setUp(t);
  await deploy();
  client.objects.delete(`${deployments}/back`);
  const { objects } = await deploy();
  assert.deepEqual(
    objects.filter(({ how }) => how === 'created').map(({ name }) => name),
    ['back'],
  );
});

test('another frontend takes the place of the one before, and its program goes', async (t) => {
  const { client, deploy } = await setUp(t);
  await deploy({}, 'one();');
  const before = client.names().filter((name) => name.startsWith('configmaps/front'));
  await deploy({ frontend: 'v2' }, 'two();');
  const after = client.names().filter((name) => name.startsWith('configmaps/front'));
  assert.equal(after.length, 1);
  assert.notDeepEqual(after, before);
  const front = client.objects.get(`${deployments}/front`);
  assert.equal(front?.metadata.annotations?.[createdAnnotation], 'frontend-v2');
});

test('images of one’s own need no ConfigMap', async (t) => {
  const { client, deploy } = await setUp(t);
  await deploy();
  await deploy({ images: { backend: 'b:1', frontend: 'f:1' } });
  assert.deepEqual(
    client.names().filter((name) => name.startsWith('configmaps/')),
    [],
  );
  assert.match(JSON.stringify(client.objects.get(`${deployments}/front`)), /"image":"f:1"/);
});

test('a namesake that is not ours is named, and nothing at all is changed', async (t) => {
  const { client, deploy } = await setUp(t);
  client.add(services, stranger('frontend', ourLabels));
  await assert.rejects(deploy(), {
    code: 'workbench.samples-foreign',
    args: { kind: 'Service', name: 'frontend', namespace: 'shop' },
  });
  assert.deepEqual(client.writes(), []);
});

test('a namesake that appears meanwhile is not changed either', async (t) => {
  const { client, deploy } = await setUp(t);
  client.before = ({ method, path }) => {
    if (method === 'POST' && path === services) {
      client.add(services, stranger('backend'));
    }
  };
  await assert.rejects(deploy(), { code: 'workbench.samples-foreign' });
  assert.deepEqual(client.objects.get(`${services}/backend`), stranger('backend'));
});

test('a creation that happened although its answer was lost is taken as done', async (t) => {
  const { client, deploy } = await setUp(t);
  client.afterwards = ({ method, path }) => {
    if (method === 'POST' && path === configMaps) {
      // The client repeats what it did not hear of, and then hears that it exists.
      throw answered('kubernetes.exists', 409);
    }
  };
  assert.ok((await deploy()).url);
});

test('a namespace that does not exist is named', async (t) => {
  const { client, deploy } = await setUp(t);
  client.before = ({ method }) => {
    if (method === 'POST') {
      throw answered('kubernetes.not-found', 404);
    }
  };
  await assert.rejects(deploy(), {
    code: 'workbench.samples-namespace',
    args: { namespace: 'shop' },
  });
});

test('removing deletes what was created and nothing else', async (t) => {
  const { client, deploy, remove } = await setUp(t);
  client.add(configMaps, stranger('settings'));
  client.add(services, stranger('labelled-alike', ourLabels));
  await deploy();
  const removed = await remove();
  assert.deepEqual(client.names(), ['configmaps/settings', 'services/labelled-alike']);
  assert.equal(removed.length, 6);
  assert.deepEqual(await remove(), []);
});

test('removing goes by uid: what took a name meanwhile stays', async (t) => {
  const { client, deploy, remove } = await setUp(t);
  await deploy();
  client.before = ({ method, path }) => {
    if (method === 'DELETE' && path === `${deployments}/back`) {
      client.add(deployments, stranger('back'));
    }
  };
  await remove();
  assert.deepEqual(client.names(), ['deployments/back']);
});
