import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { type Route, startService } from './server.ts';
import { get, keptLog } from './testing.ts';

async function serve(routes: Record<string, Route>, drain = 0) {
  const kept = keptLog();
  const service = await startService({ port: 0, routes, log: kept.log, drain });
  return { ...kept, service, url: `http://127.0.0.1:${service.port}` };
}

const hello = { '/': () => ({ status: 200, body: 'hello' }) };

test('text is text, and anything else JSON', async (t) => {
  const { url, service } = await serve({
    ...hello,
    '/healthz': () => ({ status: 200, body: { status: 'ok' } }),
  });
  t.after(() => service.stop());
  assert.match((await fetch(url)).headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(
    (await fetch(`${url}/healthz`)).headers.get('content-type') ?? '',
    /^application\/json/,
  );
});

test('only what there is is answered, and only asked for', async (t) => {
  const { url, service } = await serve(hello);
  t.after(() => service.stop());
  assert.equal((await get(`${url}/nothing`)).status, 404);
  assert.equal((await get(`${url}/constructor`)).status, 404);
  assert.equal((await get(`${url}/?with=query`)).status, 200);
  assert.equal((await fetch(url, { method: 'POST' })).status, 405);
  const head = await fetch(url, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '5']);
});

test('a route that throws answers 500, and the log has the reason', async (t) => {
  const { url, service, lines } = await serve({
    '/': () => {
      throw new Error('broken');
    },
  });
  t.after(() => service.stop());
  assert.equal((await get(url)).status, 500);
  const line = lines.find(({ event }) => event === 'route-failed');
  assert.match(String(line?.['reason']), /broken/);
});

test('each request is one line of the log, but not those for the health', async (t) => {
  const { url, service, lines } = await serve({ ...hello, '/healthz': hello['/'] });
  t.after(() => service.stop());
  await get(`${url}/healthz`);
  await get(url);
  const requests = lines.filter(({ event }) => event === 'request');
  assert.deepEqual(
    requests.map(({ method, path, status }) => [method, path, status]),
    [['GET', '/', 200]],
  );
});

/** A request on a kept connection. */
function kept(url: string, agent: Agent): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  httpGet(url, { agent }, (response) => {
    response.resume();
    response.on('end', () => resolve(response));
  }).on('error', reject);
  return promise;
}

test('a stop waits for the answer under way and closes kept connections', async (t) => {
  const asked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { url, service, events } = await serve({
    ...hello,
    '/slow': async () => {
      asked.resolve();
      await release.promise;
      return { status: 200, body: 'late' };
    },
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  await kept(url, agent);
  const slow = get(`${url}/slow`);
  await asked.promise;
  const stopped = service.stop();
  release.resolve();
  assert.deepEqual(await slow, { status: 200, text: 'late' });
  await stopped;
  assert.equal(events.at(-1), 'stopped');
  await assert.rejects(kept(url, agent));
});

test('while it drains it still answers, and keeps no connection', async (t) => {
  const { url, service, events } = await serve(hello, 300);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const stopped = service.stop();
  assert.equal(events.at(-1), 'stopping');
  const answer = await kept(url, agent);
  assert.deepEqual([answer.statusCode, answer.headers.connection], [200, 'close']);
  assert.equal(service.stop(), stopped);
  await stopped;
});

test('a stop does not wait for ever for a client that sends nothing', async () => {
  const { service } = await serve(hello);
  const socket = connect(service.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\n');
  const closed = once(socket, 'close');
  socket.on('error', () => {});
  await service.stop();
  await closed;
});
