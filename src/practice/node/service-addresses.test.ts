import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import type { KubeObject } from '../api/objects.ts';
import { listAt, numberAt, textAt } from '../api/objects.ts';
import { urlAnnotation } from './service-addresses.ts';
import { code, NodeBench, server } from './testing.ts';

const urlOf = (service: KubeObject) => service.metadata.annotations?.[urlAnnotation] ?? '';
const hasUrl = (service: KubeObject) => urlOf(service) !== '';

/** What a URL answers on a connection of its own, or the error's code. */
async function ask(url: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  request(url, { agent: false }, async (answer) => resolve((await answer.toArray()).join('')))
    .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    .end();
  return promise;
}

/** Takes a port of loopback for as long as the test runs. */
async function takenPort(t: { after(end: () => unknown): void }): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  return (taken.address() as AddressInfo).port;
}

const loadBalancer = (bench: NodeBench, name: string, port: number) =>
  bench.create('services', {
    metadata: { name },
    spec: { type: 'LoadBalancer', ports: [{ port }] },
  });

test('a load balancer sends each connection to the next ready pod', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('one', { containers: [code(server(8080, 'one'))] });
  bench.run('two', { containers: [code(server(8080, 'two'))] });
  await Promise.all(['one', 'two'].map((name) => bench.untilLogged(name, 'listening')));
  bench.expose('web', 80, 8080, ['one', 'two'], 'LoadBalancer');
  const service = await bench.untilService('web', hasUrl);
  const answers = [await ask(urlOf(service)), await ask(urlOf(service))];
  assert.deepEqual(answers.toSorted(), ['one', 'two']);
  bench.withdraw('web');
  assert.equal(await ask(urlOf(service)), 'ECONNRESET');
});

test('a node port is reached too, at the port that is shown', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('one', { containers: [code(server(8080, 'one'))] });
  await bench.untilLogged('one', 'listening');
  bench.expose('web', 80, 8080, ['one'], 'NodePort');
  const service = await bench.untilService('web', hasUrl);
  assert.equal(await ask(urlOf(service)), 'one');
});

test('its own port is taken where it is free, else another, and both are shown', async (t) => {
  const bench = await NodeBench.of(t);
  const taken = await takenPort(t);
  loadBalancer(bench, 'other', taken);
  loadBalancer(bench, 'low', 80);
  for (const name of ['other', 'low']) {
    const service = await bench.untilService(name, hasUrl);
    const [ingress] = listAt(service, 'status', 'loadBalancer', 'ingress');
    assert.equal(textAt(ingress, 'ip'), '127.0.0.1');
    const port = numberAt(listAt(ingress, 'ports')[0], 'port');
    assert.ok(port !== taken && port >= 1024);
    assert.equal(urlOf(service), `http://127.0.0.1:${port}/`);
  }
});

test('a port stays the same for the next start, and for a namesake', async (t) => {
  const bench = await NodeBench.of(t);
  loadBalancer(bench, 'web', 80);
  const before = urlOf(await bench.untilService('web', hasUrl));
  await bench.nodes.close();
  await bench.start();
  const services = bench.api.registry.builtIn('services');
  bench.api.delete(services, 'shop', 'web');
  loadBalancer(bench, 'web', 80);
  assert.equal(urlOf(await bench.untilService('web', hasUrl)), before);
});

test('a service that is no load balancer any more gives its port back', async (t) => {
  const bench = await NodeBench.of(t);
  loadBalancer(bench, 'web', 80);
  const url = urlOf(await bench.untilService('web', hasUrl));
  const services = bench.api.registry.builtIn('services');
  const change = ({ spec = {} }: KubeObject) => {
    spec['type'] = 'ClusterIP';
  };
  bench.api.change(services, 'shop', 'web', change, { manager: 'test' });
  const service = await bench.untilService('web', (one) => !hasUrl(one));
  assert.deepEqual(listAt(service, 'status', 'loadBalancer', 'ingress'), []);
  assert.equal(await ask(url), 'ECONNREFUSED');
});
