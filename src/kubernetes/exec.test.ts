import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Pair, selfSigned } from './testing/certificates.ts';
import { failed, startServer } from './testing/server.ts';

const { signal } = new AbortController();
const target = { namespace: 'shop', pod: 'web-0' };

let pair: Pair;
before(async () => {
  pair = await selfSigned();
});

/** An API server whose exec is played by the test, speaking one version of the channel protocol. */
async function played(
  t: TestContext,
  version: string,
  play: (socket: WebSocket, url: string, authorization: string | undefined) => void,
) {
  const server = await startServer(t, pair);
  const sockets = new WebSocketServer({ server: server.server, handleProtocols: () => version });
  sockets.on('connection', (socket, request) =>
    play(socket, request.url ?? '', request.headers.authorization),
  );
  t.after(() => sockets.close());
  return server.open();
}

const said = (channel: number, text: string) =>
  Buffer.concat([Buffer.of(channel), Buffer.from(text)]);
const success = said(3, '{"status":"Success"}');

describe('a command in a container', () => {
  it('is asked for with its words, and gives what came on each channel', async (t) => {
    let asked = '';
    const client = await played(t, 'v4.channel.k8s.io', (socket, url, authorization) => {
      asked = `${authorization} ${url}`;
      socket.send(said(1, 'out '));
      socket.send(said(2, 'err'));
      socket.send(said(1, 'more'));
      socket.send(success);
    });
    const result = await client.exec({ ...target, container: 'c' }, ['ls', '-l a&b'], { signal });
    assert.deepEqual(result, { stdout: 'out more', stderr: 'err', status: { status: 'Success' } });
    assert.equal(
      asked,
      'Bearer t /api/v1/namespaces/shop/pods/web-0/exec?stdout=true&stderr=true&stdin=false&container=c&command=ls&command=-l+a%26b',
    );
  });

  it('is told the end of its input where the protocol can', async (t) => {
    const received: Buffer[] = [];
    const client = await played(t, 'v5.channel.k8s.io', (socket) => {
      socket.on('message', (data: Buffer) => {
        received.push(data);
        if (data[0] === 255) {
          socket.send(success);
        }
      });
    });
    await client.exec(target, ['cat'], { stdin: 'hello', signal });
    assert.deepEqual(received, [said(0, 'hello'), Buffer.of(255, 0)]);
  });

  it('that loses its connection is told of', async (t) => {
    const client = await played(t, 'v5.channel.k8s.io', (socket) => {
      socket.send(said(1, 'half'), () => socket.terminate());
    });
    await assert.rejects(client.exec(target, ['x'], { signal }), { code: 'kubernetes.exec-cut' });
  });

  it('ends at once with its signal', async (t) => {
    const end = new AbortController();
    const reason = new Error('enough');
    const client = await played(t, 'v5.channel.k8s.io', () => end.abort(reason));
    await assert.rejects(client.exec(target, ['x'], { signal: end.signal }), reason);
  });

  it('that is refused is told of in the server’s words', async (t) => {
    const server = await startServer(t, pair);
    server.server.on('upgrade', (request, socket) => {
      const body = JSON.stringify({ kind: 'Status', message: 'pods "web-0" not found', code: 404 });
      socket.end(`HTTP/1.1 404 Not Found\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      request.resume();
    });
    server.answers.push(failed(404, 'NotFound'));
    const client = await server.open();
    await assert.rejects(client.exec(target, ['x'], { signal }), {
      code: 'kubernetes.not-found',
      status: 404,
      message: /web-0" not found/,
    });
  });
});
