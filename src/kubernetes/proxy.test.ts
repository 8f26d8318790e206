import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect as connectTcp, createServer as createTcp } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import { connect } from './connection.ts';
import { proxyFor } from './proxy.ts';
import { startServer, testDeps } from './testing/server.ts';

const { signal } = new AbortController();

describe('the proxy that leads to a server', () => {
  const server = new URL('https://api.shop.example:6443');
  const choose = (environment: Record<string, string>, url = server) =>
    proxyFor(url, undefined, environment);

  it('is the kubeconfig’s before the environment’s', () => {
    assert.equal(proxyFor(server, 'http://own:1', { HTTPS_PROXY: 'http://p:2' }), 'http://own:1');
    assert.equal(choose({ HTTPS_PROXY: 'http://p:2' }), 'http://p:2');
    assert.equal(choose({ https_proxy: 'p:2' }), 'http://p:2');
    assert.equal(choose({ HTTP_PROXY: 'http://p:2' }), undefined);
    assert.equal(choose({ HTTP_PROXY: 'http://p:2' }, new URL('http://api')), 'http://p:2');
  });

  const bypass: [string, boolean][] = [
    ['*', true],
    ['shop.example', true],
    ['.shop.example', true],
    ['*.shop.example', true],
    ['*.api.shop.example', false],
    ['api.shop.example:6443', true],
    ['api.shop.example:443', false],
    ['other, API.shop.example ', true],
    ['hop.example', false],
    ['10.0.0.0/8', false],
    ['', false],
  ];
  for (const [list, direct] of bypass) {
    it(`with NO_PROXY “${list}” ${direct ? 'is none' : 'stays'}`, () => {
      const proxy = choose({ HTTPS_PROXY: 'http://p:2', NO_PROXY: list });
      assert.equal(proxy, direct ? undefined : 'http://p:2');
    });
  }

  it('is none for networks that NO_PROXY names, and for this machine', () => {
    const environment = { HTTPS_PROXY: 'http://p:2', NO_PROXY: '10.1.0.0/16' };
    assert.equal(choose(environment, new URL('https://10.1.255.3')), undefined);
    assert.equal(choose(environment, new URL('https://10.2.0.1')), 'http://p:2');
    assert.equal(choose(environment, new URL('https://127.0.0.1:6443')), undefined);
    assert.equal(choose(environment, new URL('https://[::1]:6443')), undefined);
    const six = { HTTPS_PROXY: 'http://p:2', NO_PROXY: 'fd00:1::/32, fe80::7, [fe80::8]:6443' };
    const direct = ['fd00:1:2::3', 'fe80::7', 'fe80::8', 'fd00:2::1', 'fe80::9', '10.0.0.1'].map(
      (host) => choose(six, new URL(`https://${host.includes(':') ? `[${host}]` : host}:6443`)),
    );
    const through = 'http://p:2';
    assert.deepEqual(direct, [undefined, undefined, undefined, through, through, through]);
  });
});

describe('going through a proxy', () => {
  it('tunnels to the server and keeps its certificate', async (t) => {
    const server = await startServer(t);
    const proxy = await startProxy(t);
    const endpoint = server.endpoint({ proxy: `http://ann:pw@127.0.0.1:${proxy.port}` });
    const client = await connect(endpoint, testDeps(), signal);
    t.after(() => client.close());
    await client.request({ method: 'GET', path: '/version' }, signal);
    assert.deepEqual(proxy.asked, [[`127.0.0.1:${server.port}`, `Basic ${btoa('ann:pw')}`]]);
    assert.equal(server.seen.length, 1);
  });

  it('by SOCKS 5 does so too', async (t) => {
    const server = await startServer(t);
    const { port, asked } = await startSocks(t);
    const endpoint = server.endpoint({ proxy: `socks5://127.0.0.1:${port}` });
    const client = await connect(endpoint, testDeps(), signal);
    t.after(() => client.close());
    await client.request({ method: 'GET', path: '/version' }, signal);
    assert.deepEqual(asked, [`127.0.0.1:${server.port}`]);
    assert.equal(server.seen.length, 1);
  });

  it('a command in a container is run', async (t) => {
    const server = await startServer(t);
    const sockets = new WebSocketServer({
      server: server.server,
      handleProtocols: () => 'v4.channel.k8s.io',
    });
    t.after(() => sockets.close());
    sockets.on('connection', (socket) => {
      socket.send(Buffer.from('\u0001hello'));
      socket.send(Buffer.from('\u0003{"status":"Success"}'));
    });
    let connections = 0;
    server.server.on('secureConnection', () => {
      connections += 1;
    });
    const proxy = await startProxy(t);
    const endpoint = server.endpoint({ proxy: `http://127.0.0.1:${proxy.port}` });
    const client = await connect(endpoint, testDeps(), signal);
    t.after(() => client.close());
    const { stdout } = await client.exec({ namespace: 'n', pod: 'p' }, ['hi'], { signal });
    assert.equal(stdout, 'hello');
    assert.equal(connections, proxy.asked.length);
  });

  it('that is not there is told of', async (t) => {
    const server = await startServer(t);
    const endpoint = server.endpoint({ proxy: 'http://127.0.0.1:1' });
    await assert.rejects(connect(endpoint, testDeps(), signal), {
      code: 'kubernetes.proxy',
      message: /http:\/\/127\.0\.0\.1:1 does not lead to https/,
    });
  });

  it('that refuses is told of', async (t) => {
    const server = await startServer(t);
    const proxy = await startProxy(t, true);
    const endpoint = server.endpoint({ proxy: `http://127.0.0.1:${proxy.port}` });
    await assert.rejects(connect(endpoint, testDeps(), signal), { code: 'kubernetes.proxy' });
  });
});

/** A proxy for CONNECT that notes where it was asked to go, and by whom. */
async function startProxy(t: TestContext, refuses = false) {
  const asked: [string | undefined, string | undefined][] = [];
  const proxy: Server = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push([request.url, request.headers['proxy-authorization']]);
    if (refuses) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connectTcp(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { asked, port: (proxy.address() as AddressInfo).port };
}

/** A SOCKS 5 proxy without sign-in that notes where it was asked to go. */
async function startSocks(t: TestContext) {
  const asked: string[] = [];
  const proxy = createTcp((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.of(5, 0));
      socket.once('data', (request: Buffer) => {
        const [host, port] = [[...request.subarray(4, 8)].join('.'), request.readUInt16BE(8)];
        asked.push(`${host}:${port}`);
        const onward = connectTcp(port, host, () => {
          socket.write(Buffer.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
          onward.pipe(socket).pipe(onward);
        });
        onward.on('error', () => socket.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => proxy.close());
  return { asked, port: (proxy.address() as AddressInfo).port };
}
