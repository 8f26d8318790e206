import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { answered, calm, FakeCluster } from '../../kubernetes/testing/fake-cluster.ts';
import { frontendUrls, reachFrontend } from './address.ts';

function cluster(service: Partial<KubeObject> | undefined, addresses: object[] = []) {
  const client = new FakeCluster();
  const metadata = { uid: '1', resourceVersion: '1' };
  if (service) {
    const path = '/api/v1/namespaces/shop/services';
    client.add(path, { metadata: { ...metadata, name: 'frontend' }, ...service });
  }
  client.add('/api/v1/nodes', { metadata: { ...metadata, name: 'n' }, status: { addresses } });
  return client;
}

const nodePort = (port: number) => ({ spec: { ports: [{ port: 80, nodePort: port }] } });

test('a load balancer’s addresses come first', async () => {
  const ingress = [{ ip: '203.0.113.7' }, { hostname: 'lb.example' }, { ip: '2001:db8::1' }];
  const client = cluster({ ...nodePort(30080), status: { loadBalancer: { ingress } } });
  assert.deepEqual(await frontendUrls(client, 'shop', calm), [
    'http://203.0.113.7',
    'http://lb.example',
    'http://[2001:db8::1]',
    'http://fake:30080',
  ]);
});

test('a load balancer may have a port of its own', async () => {
  const ingress = [{ ip: '127.0.0.1', ports: [{ port: 41_000, protocol: 'TCP' }] }];
  const client = cluster({
    spec: { ports: [{ port: 80 }] },
    status: { loadBalancer: { ingress } },
  });
  assert.deepEqual(await frontendUrls(client, 'shop', calm), ['http://127.0.0.1:41000']);
});

test('a node port is at every node, external addresses first, and at the API server’s host', async () => {
  const client = cluster(nodePort(30080), [
    { type: 'InternalIP', address: '10.0.0.1' },
    { type: 'Hostname', address: 'n' },
    { type: 'ExternalIP', address: '203.0.113.9' },
  ]);
  assert.deepEqual(await frontendUrls(client, 'shop', calm), [
    'http://203.0.113.9:30080',
    'http://10.0.0.1:30080',
    'http://fake:30080',
  ]);
});

test('who may not read nodes still gets the API server’s host', async () => {
  const client = cluster(nodePort(30080), [{ type: 'InternalIP', address: '10.0.0.1' }]);
  client.before = ({ path }) => {
    if (path === '/api/v1/nodes') {
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  assert.deepEqual(await frontendUrls(client, 'shop', calm), ['http://fake:30080']);
});

test('without the service there is no address', async () => {
  assert.deepEqual(await frontendUrls(cluster(undefined), 'shop', calm), []);
});

/** A frontend whose answers have these statuses, the last one for good. */
async function frontend(t: { after(fn: () => void): void }, statuses: number[]) {
  const seen = { count: 0 };
  const server = createServer((_request, response) => {
    response.writeHead(statuses[Math.min(seen.count++, statuses.length - 1)] ?? 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, seen };
}

const local = [{ type: 'InternalIP', address: '127.0.0.1' }];

test('an address counts when it answered well several times in a row', async (t) => {
  const { port, seen } = await frontend(t, [500, 200, 200, 500, 200]);
  const client = cluster(nodePort(port), local);
  assert.equal(await reachFrontend(client, 'shop', 20, calm), `http://127.0.0.1:${port}`);
  assert.equal(seen.count, 4 + 5);
});

test('an address that never answers well is none', async (t) => {
  const { port, seen } = await frontend(t, [500]);
  const client = cluster(nodePort(port), local);
  assert.equal(await reachFrontend(client, 'shop', 0.01, calm), undefined);
  assert.ok(seen.count > 0);
});

test('a stop ends it', async (t) => {
  const { port } = await frontend(t, [500]);
  const stop = new AbortController();
  const reached = reachFrontend(cluster(nodePort(port), local), 'shop', 20, stop.signal);
  stop.abort();
  await assert.rejects(reached, { name: 'AbortError' });
});
