import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { Api, asObject } from '../api.ts';
import { bootstrap } from '../bootstrap.ts';
import { makeCertificates } from '../certificates.ts';
import { startServer } from './server.ts';

/** A server whose pod `web` has an echo at its port 8080; asks it for a path. */
async function bench(t: TestContext) {
  const echo = createServer(async (asked, answer) => {
    const { authorization } = asked.headers;
    answer.writeHead(203, { 'x-from': 'pod' });
    answer.end(JSON.stringify([asked.method, asked.url, authorization, await text(asked)]));
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  t.after(() => echo.close());
  const api = new Api();
  bootstrap(api);
  const spec = {
    containers: [{ name: 'c', image: 'x', ports: [{ name: 'http', containerPort: 8080 }] }],
  };
  const pod = asObject({ metadata: { name: 'web' }, spec });
  api.create(api.registry.builtIn('pods'), 'default', pod, { manager: 'test' });
  api.create(api.registry.builtIn('namespaces'), '', asObject({ metadata: { name: 'proxy' } }), {
    manager: 'test',
  });
  api.create(api.registry.builtIn('pods'), 'proxy', pod, { manager: 'test' });
  const service = asObject({ metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
  api.create(api.registry.builtIn('services'), 'default', service, { manager: 'test' });
  const { ca, ...certificates } = makeCertificates(Date.now());
  const refuse = () => Promise.reject(new Error('not asked'));
  const server = await startServer({
    api,
    certificates: { ca, ...certificates },
    accounts: [{ token: 'x', name: 'me', groups: ['system:masters'] }],
    runtime: {
      log: refuse,
      exec: refuse,
      reach: (object, wanted) => (object.kind === 'Pod' && wanted === 8080 ? port : undefined),
    },
  });
  t.after(() => server.close());
  return async (path: string, method = 'GET', body = '', namespace = 'default') => {
    const sent = request(`${server.url}/api/v1/namespaces/${namespace}/${path}`, {
      ca,
      method,
      headers: { authorization: 'Bearer x' },
    });
    sent.end(body);
    const [answer] = await once(sent, 'response');
    return { code: answer.statusCode, from: answer.headers['x-from'], text: await text(answer) };
  };
}

test('a request is handed on to a pod, without the token', async (t) => {
  const ask = await bench(t);
  for (const name of ['web', 'web:8080', 'web:http', 'http:web:8080']) {
    const { code, from, text: said } = await ask(`pods/${name}/proxy/a/b%20c?d=e`);
    assert.deepEqual([code, from], [203, 'pod'], name);
    assert.deepEqual(JSON.parse(said), ['GET', '/a/b%20c?d=e', null, '']);
  }
  const posted = await ask('pods/web/proxy', 'POST', 'some text');
  assert.deepEqual(JSON.parse(posted.text), ['POST', '/', null, 'some text']);
});

test('only what follows the subresource is handed on', async (t) => {
  const ask = await bench(t);
  for (const namespace of ['default', 'proxy']) {
    const { text: said } = await ask('pods/web/proxy/a/proxy/b', 'GET', '', namespace);
    assert.deepEqual(JSON.parse(said)[1], '/a/proxy/b', namespace);
  }
});

test('what nobody listens on is 503, and what there is not 404', async (t) => {
  const ask = await bench(t);
  assert.equal((await ask('pods/web:9/proxy/')).code, 503);
  const none = await ask('services/web/proxy/');
  assert.match(none.text, /no endpoints available for service \\"web\\"/);
  assert.equal((await ask('pods/other/proxy/')).code, 404);
});
