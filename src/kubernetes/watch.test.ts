import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { connect } from './connection.ts';
import { type Pair, selfSigned } from './testing/certificates.ts';
import { type Answer, failed, requesterOf, startServer, testDeps } from './testing/server.ts';
import { watchStream } from './watch.ts';

const { signal } = new AbortController();

let pair: Pair;
before(async () => {
  pair = await selfSigned();
});

const line = (type: string, name: string) =>
  `${JSON.stringify({ type, object: { metadata: { name, resourceVersion: '2' } } })}\n`;

/** What a watch gives when the server answers so. */
async function watched(t: TestContext, answer: Answer, query = {}) {
  const server = await startServer(t, pair);
  server.answers.push(answer);
  const client = await connect(server.endpoint(), testDeps(), signal);
  t.after(() => client.close());
  const seen: string[] = [];
  const ended = (async () => {
    for await (const { type, object } of client.watch('/api/v1/pods', query, signal)) {
      seen.push(`${type} ${object.metadata.name}`);
    }
  })();
  return { server, seen, ended };
}

describe('a watch', () => {
  it('asks for bookmarks and a bounded time, from where it was told', async (t) => {
    const answer: Answer = (response) => response.end();
    const { server, ended } = await watched(t, answer, { resourceVersion: '7' });
    await ended;
    const url = server.seen[0]?.url;
    assert.equal(
      url,
      '/api/v1/pods?allowWatchBookmarks=true&resourceVersion=7&timeoutSeconds=60&watch=true',
    );
  });

  it('gives lines as they come, however they are cut and packed', async (t) => {
    const text = line('ADDED', 'ä') + line('BOOKMARK', 'b') + line('DELETED', 'c');
    const bytes = Buffer.from(text);
    const middle = bytes.indexOf(Buffer.from('ä')) + 1;
    const plain = await watched(t, (response) => {
      response.write(bytes.subarray(0, middle), () => response.end(bytes.subarray(middle)));
    });
    await plain.ended;
    const packed = await watched(t, (response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(bytes));
    });
    await packed.ended;
    assert.deepEqual(plain.seen, ['ADDED ä', 'BOOKMARK b', 'DELETED c']);
    assert.deepEqual(packed.seen, plain.seen);
  });

  it('that has expired is told as such, as an answer and within it', async (t) => {
    const status = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' };
    const within = await watched(t, (response) =>
      response.end(`${line('ADDED', 'a')}${JSON.stringify({ type: 'ERROR', object: status })}\n`),
    );
    await assert.rejects(within.ended, { code: 'kubernetes.watch-expired', status: 410 });
    assert.deepEqual(within.seen, ['ADDED a']);
    const { ended } = await watched(t, failed(410, 'Expired'));
    await assert.rejects(ended, { code: 'kubernetes.watch-expired', status: 410 });
  });

  it('that fails within is told with the server’s words', async (t) => {
    const object = { kind: 'Status', code: 500, message: 'storage is gone' };
    const { ended } = await watched(t, (response) =>
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`),
    );
    await assert.rejects(ended, { code: 'kubernetes.watch-failed', message: /storage is gone/ });
  });

  it('that sends half a line is told of', async (t) => {
    const { ended } = await watched(t, (response) => response.end('{"type":"ADD\n'));
    await assert.rejects(ended, { code: 'kubernetes.watch-garbage' });
  });

  it('that is cut is told of', async (t) => {
    const { seen, ended } = await watched(t, (response, request) => {
      response.write(line('ADDED', 'a'), () => setImmediate(() => request.socket.destroy()));
    });
    await assert.rejects(ended, { code: 'kubernetes.watch-failed' });
    assert.deepEqual(seen, ['ADDED a']);
  });

  it('that never begins is told of', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(() => undefined);
    const requester = requesterOf(server.endpoint(), { answer: 50 });
    await assert.rejects(watchStream(requester, '/api/v1/pods', {}, signal).next(), {
      code: 'kubernetes.no-answer',
    });
  });

  it('that is forbidden is told of', async (t) => {
    const { ended } = await watched(t, failed(403, 'Forbidden'));
    await assert.rejects(ended, { status: 403 });
  });
});
