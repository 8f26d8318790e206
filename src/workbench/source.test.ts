import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadSource } from './source.ts';

const signal = new AbortController().signal;

function load(source: string, extra: Partial<Parameters<typeof loadSource>[1]> = {}) {
  return loadSource(source, {
    cwd: tmpdir(),
    environment: {},
    auths: {},
    verifyTls: true,
    signal,
    ...extra,
  });
}

/** A server for the time of a callback. */
async function serving<T>(
  listener: RequestListener,
  use: (url: string, host: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await use(`http://${host}`, host);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a file is read by its extension, relative to the working folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'source-'));
  try {
    await writeFile(join(folder, 'experiment.yml'), 'title: x\n');
    const source = await load('experiment.yml', { cwd: folder });
    assert.deepEqual(source, {
      text: 'title: x\n',
      format: 'yaml',
      name: 'experiment.yml',
      path: join(folder, 'experiment.yml'),
      folder,
    });
    await writeFile(join(folder, 'experiment.txt'), '{}');
    await assert.rejects(load('experiment.txt', { cwd: folder }), {
      code: 'workbench.source-extension',
    });
    await assert.rejects(load('nothing.json', { cwd: folder }), {
      code: 'workbench.source-missing',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('an address is read by its content type, and plain text by its content', async () => {
  const types: Record<string, string> = {
    '/json': 'application/json; charset=utf-8',
    '/yaml': 'text/yaml',
    '/plain-json': 'text/plain',
    '/plain-yaml': 'text/plain',
    '/page': 'text/html',
  };
  await serving(
    (request, response) => {
      const path = request.url ?? '';
      response.setHeader('content-type', types[path] ?? '');
      response.end(path === '/plain-yaml' ? 'title: x' : '{"title": "x"}');
    },
    async (url) => {
      const json = await load(`${url}/json`.replace('//', '//somebody:password@'));
      assert.equal(json.format, 'json');
      // No path of this machine, and nobody's password.
      assert.deepEqual([json.path, json.name], [undefined, `${url}/json`]);
      assert.equal((await load(`${url}/yaml`)).format, 'yaml');
      assert.equal((await load(`${url}/plain-json`)).format, 'json');
      assert.equal((await load(`${url}/plain-yaml`)).format, 'yaml');
      await assert.rejects(load(`${url}/page`), { code: 'workbench.source-content-type' });
    },
  );
});

test('credentials go to their host and are not carried to another', async () => {
  const seen: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  };
  await serving(listener, (other) =>
    serving(
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(302, { location: `${other}/x` }).end();
      },
      async (url, host) => {
        await load(`${url}/x`, { auths: { [host]: { type: 'basic', value: 'abc' } } });
        await load(`${url}/x`, { environment: { CHAOSTOOLKIT_LOADER_AUTH_BEARER_TOKEN: 't ' } });
      },
    ),
  );
  assert.deepEqual(seen, ['basic abc', undefined, 'bearer t', undefined]);
});

test('a wrong address says what is wrong', async () => {
  await assert.rejects(load('ftp://host/x'), { code: 'workbench.source-scheme' });
  await serving(
    (_request, response) => response.writeHead(404).end('no such thing'),
    async (url) => {
      await assert.rejects(load(url), /404.*no such thing/);
    },
  );
  await assert.rejects(load('http://127.0.0.1:1/x'), { code: 'workbench.source-unreachable' });
});

test('a stop ends a load that hangs', async () => {
  const asked = Promise.withResolvers<void>();
  await serving(
    () => asked.resolve(),
    async (url) => {
      const stop = new AbortController();
      const loading = load(url, { signal: stop.signal });
      await asked.promise;
      stop.abort();
      await assert.rejects(loading, { name: 'AbortError' });
    },
  );
});

test('a text without a charset is UTF-8, where the original reads ISO-8859-1', async () => {
  await serving(
    (_, response) => response.writeHead(200, { 'content-type': 'text/yaml' }).end('title: é\n'),
    async (url) => {
      assert.equal((await load(url)).text, 'title: é\n');
    },
  );
});
