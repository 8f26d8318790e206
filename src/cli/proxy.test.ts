import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { selfSigned } from '../kubernetes/testing/certificates.ts';
import { bench, experiment } from './testing.ts';

const { place, start, remove } = await bench();
const pair = await selfSigned();
const answer: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain', connection: 'close' }).end('here');
};
const asked: string[] = [];

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A proxy that is spoken to over TLS, for plain addresses and tunnels. */
const proxy = createSecureServer(pair, (incoming, response) => {
  asked.push(`${incoming.method} ${incoming.headers['proxy-authorization']}`);
  const onward = request(incoming.url ?? '', (answered) => {
    response.writeHead(answered.statusCode ?? 500, answered.headers);
    answered.pipe(response);
  });
  onward.end();
});
proxy.on('connect', (incoming, socket) => {
  asked.push(`CONNECT ${incoming.headers['proxy-authorization']}`);
  const [host, port] = (incoming.url ?? '').split(':');
  const onward = connect(Number(port), host, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const end of [onward, socket]) {
    end.on('error', () => {});
  }
});
after(remove);

test('a proxy is spoken to over TLS, with its credentials', async () => {
  const proxyPort = await listening(proxy);
  const addresses = [
    `http://127.0.0.1:${await listening(createServer(answer))}/`,
    `https://127.0.0.1:${await listening(createSecureServer(pair, answer))}/`,
  ];
  const cwd = await place(
    experiment({
      'steady-state-hypothesis': {
        title: 'all answer',
        probes: addresses.map((url) => ({
          type: 'probe',
          name: url,
          tolerance: 200,
          provider: { type: 'http', url },
        })),
      },
    }),
  );
  await writeFile(join(cwd, 'authority.pem'), pair.cert);
  const where = `https://user:pass@127.0.0.1:${proxyPort}`;
  const env = { HTTP_PROXY: where, HTTPS_PROXY: where, NO_PROXY: '' };
  const trusting = { ...env, REQUESTS_CA_BUNDLE: 'authority.pem' };
  const { code, err } = await start(cwd, ['run', 'experiment.json'], trusting).ended;
  assert.equal(code, 0, err);
  const credentials = `Basic ${btoa('user:pass')}`;
  // Before the method and after it.
  const once = [`GET ${credentials}`, `CONNECT ${credentials}`];
  assert.deepEqual(asked, [...once, ...once]);
  asked.length = 0;
  const distrusting = await start(cwd, ['run', 'experiment.json'], env).ended;
  assert.equal(distrusting.code, 1);
  assert.match(distrusting.err, /self-signed certificate/);
  assert.deepEqual(asked, []);
});
