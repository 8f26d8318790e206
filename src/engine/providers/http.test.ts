import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isHumanError } from '../../messages/error.ts';
import { nodePlatform } from '../../platform/platform.ts';
import { isActivityFailed } from '../failed.ts';
import { parseJson } from '../python/json.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import { runHttp } from './http.ts';

/** What the service does with a path; any other path tells what it was sent. */
const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/type': (request, response) => {
    const type = decodeURIComponent(request.url?.split('?')[1] ?? '');
    response.writeHead(200, type === '' ? {} : { 'Content-Type': type });
    response.end('{"a": "é"}');
  },
  '/go': (request, response) => {
    response.writeHead(Number.parseInt(request.url?.split('?')[1] ?? '', 10), { Location: 'echo' });
    response.end();
  },
  '/loop': (_, response) => void response.writeHead(302, { Location: '/loop' }).end(),
  '/twice': (_, response) =>
    void response.writeHead(200, ['X-A', '1', 'x-a', '2', 'Content-Type', 'text/plain']).end('x'),
  '/packed': (_, response) => {
    response.writeHead(200, {
      'Content-Encoding': 'gzip',
      'Content-Type': 'text/x; charset=utf-8',
    });
    response.end(gzipSync('hé'));
  },
  '/broken': (_, response) =>
    void response.writeHead(200, { 'Content-Type': 'application/json' }).end('nope'),
  '/fails': (_, response) => void response.writeHead(503).end('no'),
  '/cut': (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('x', () => response.destroy());
  },
  '/drop': (request) => void request.socket.destroy(),
  '/late': () => {},
};

let calls = 0;
const server = createServer((request, response) => {
  calls += 1;
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const special = answers[request.url?.split('?')[0] ?? ''];
    if (special) {
      special(request, response);
      return;
    }
    const body = Buffer.concat(pieces).toString('latin1');
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify([request.method, request.url, request.headers, body]));
  });
});
let origin = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

interface Extras {
  configuration?: PyObject;
  tolerance?: PyValue;
  environment?: Record<string, string>;
  signal?: AbortSignal;
  log?: string[];
}

function call(path: string, provider: PyObject = {}, extras: Extras = {}): Promise<PyObject> {
  const url = path.startsWith('/') ? origin + path : path;
  const activity: PyObject = {
    type: 'action',
    name: 'a',
    provider: { type: 'http', url, ...provider },
  };
  if (extras.tolerance !== undefined) {
    activity['tolerance'] = extras.tolerance;
  }
  return runHttp(activity, {
    scope: { configuration: extras.configuration ?? {}, secrets: {} },
    signal: extras.signal ?? new AbortController().signal,
    environment: extras.environment ?? {},
    cwd: process.cwd(),
    platform: nodePlatform(),
    log: (level, text) => extras.log?.push(`${level} ${text}`),
  });
}

/** Method, address, the body, and some headers of what the service was sent. */
async function sent(path: string, provider: PyObject, extras?: Extras): Promise<PyValue[]> {
  const { body } = await call(path, provider, extras);
  assert.ok(Array.isArray(body) && isPyObject(body[2] ?? null));
  const [method = null, url = null, headers = null, text = null] = body;
  const type = isPyObject(headers) ? (headers['content-type'] ?? null) : null;
  return [method, url, type, text];
}

const form = 'application/x-www-form-urlencoded';
const json = { 'Content-Type': 'application/json' };

/** A provider's part as JSON, and what requests 2.34 sends for it: method, address, type, body. */
const requests: [string, PyValue[]][] = [
  ['{}', ['GET', '/echo', null, '']],
  [
    '{"arguments": {"a": 1, "b": [1, "x y"], "c": null, "d": true, "e": 1.0, "f": {"k": 1}, "g": "é&="}}',
    ['GET', '/echo?a=1&b=1&b=x+y&d=True&e=1.0&f=k&g=%C3%A9%26%3D', null, ''],
  ],
  ['{"arguments": "a=1&b= 2"}', ['GET', '/echo?a=1&b=%202', null, '']],
  ['{"arguments": [["a", 1], "cd"], "method": "get"}', ['GET', '/echo?a=1&c=d', null, '']],
  [
    '{"method": "post", "arguments": {"a": 1, "b": [1, "x y"]}}',
    ['POST', '/echo', form, 'a=1&b=1&b=x+y'],
  ],
  ['{"method": "POST", "arguments": "héllo"}', ['POST', '/echo', null, 'hÃ©llo']],
  ['{"method": "DELETE", "arguments": {"a": 1}}', ['DELETE', '/echo', form, 'a=1']],
  [
    '{"method": "POST", "headers": {"content-type": "application/json"}, "arguments": {"a": 1}}',
    ['POST', '/echo', 'application/json', 'a=1'],
  ],
];

test('requests are made as the original makes them', async () => {
  for (const [provider, expected] of requests) {
    const parsed = parseJson(provider);
    assert.ok(isPyObject(parsed));
    assert.deepEqual(await sent('/echo', parsed), expected, provider);
  }
});

test('a JSON body is written as Python writes it', async () => {
  const bodies: [string, string][] = [
    ['{"a": "é", "b": 1.0, "c": null}', '{"a": "\\u00e9", "b": 1.0, "c": null}'],
    ['[1, "a"]', '[1, "a"]'],
    ['{}', '{}'],
    ['0', '0'],
    ['null', ''],
  ];
  for (const [data, expected] of bodies) {
    const provider = { method: 'PUT', headers: json, arguments: parseJson(data) };
    assert.deepEqual((await sent('/echo', provider))[3], expected, data);
  }
});

test('addresses are encoded once', async () => {
  const addresses: [string, string][] = [
    ['/a b?c=d e', '/a%20b?c=d%20e'],
    ['/a%20b%zz?c=%41%zz', '/a%2520b%25zz?c=%2541%25zz'],
    ['/a%20b%7E', '/a%20b~'],
    ['/é?q=é#part', '/%C3%A9?q=%C3%A9'],
    ['/a/../b/./c', '/b/c'],
  ];
  for (const [path, expected] of addresses) {
    assert.equal((await sent(path, {}))[1], expected, path);
  }
});

test('address and headers are substituted always, arguments when there is something to put in', async () => {
  const provider = { headers: { 'X-A': '$' + '{h}' }, arguments: { a: '$' + '{n}', b: '$$' } };
  const configuration = { n: 5, h: 'v', p: 'path' };
  assert.equal((await sent('/$p', provider, { configuration }))[1], '/path?a=5&b=%24');
  assert.equal((await sent('/$$', provider))[1], '/$?a=%24%7Bn%7D&b=%24%24');
});

test('credentials of the address are sent as such', async () => {
  const { body } = await call(origin.replace('://', '://user:pa%20ss@'));
  assert.ok(Array.isArray(body) && isPyObject(body[2]));
  assert.equal(body[2]['authorization'], 'Basic dXNlcjpwYSBzcw==');
});

/** A type, and what requests makes of `{"a": "é"}` in UTF-8. */
const bodies: [string, PyValue][] = [
  ['application/json', { a: 'é' }],
  ['application/json; charset=utf-8', '{"a": "é"}'],
  ['APPLICATION/JSON', '{"a": "é"}'],
  ['text/plain', '{"a": "Ã©"}'],
  ['text/plain; charset=utf-8', '{"a": "é"}'],
  ['text/plain; charset=nope', '{"a": "é"}'],
  ['application/x; charset=latin1', '{"a": "Ã©"}'],
  ['application/octet-stream', '{"a": "é"}'],
  ['', '{"a": "é"}'],
];

test('the body is parsed or decoded by its type', async () => {
  for (const [type, expected] of bodies) {
    const { body } = await call(`/type?${encodeURIComponent(type)}`);
    assert.deepEqual(body, expected, type);
  }
});

test('headers keep their case, equal ones are joined, packed bodies are unpacked', async () => {
  const { headers } = await call('/twice');
  assert.ok(isPyObject(headers ?? null) && isPyObject(headers));
  assert.equal(headers['X-A'], '1, 2');
  assert.equal((await call('/packed'))['body'], 'hé');
});

test('redirections change the method as browsers do', async () => {
  const post = { method: 'POST', arguments: { a: 1 } };
  for (const status of [301, 302, 303]) {
    assert.deepEqual(await sent(`/go?${status}`, post), ['GET', '/echo', null, '']);
  }
  for (const status of [307, 308]) {
    assert.deepEqual(await sent(`/go?${status}`, post), ['POST', '/echo', form, 'a=1']);
  }
  assert.equal((await call('/go?304'))['status'], 304);
  await assert.rejects(call('/loop'), { code: 'engine.http-redirects' });
});

test('a bad status is a success; without a tolerance the log warns', async () => {
  const log: string[] = [];
  assert.deepEqual((await call('/fails', {}, { log }))['status'], 503);
  assert.equal(log.length, 1);
  await call('/fails', {}, { log, tolerance: 503 });
  assert.equal(log.length, 1);
});

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    assert.ok(isActivityFailed(error), String(error));
    return error.message;
  }
  return 'none';
}

test('no connection, no answer and a late answer are failures of the activity', async () => {
  const dropped = await failure(call('/drop'));
  assert.ok(dropped.startsWith(`failed to connect to ${origin}/drop: `), dropped);
  assert.match(await failure(call('http://127.0.0.1:1/x')), /^failed to connect to http:\/\/127/);
  const late = { timeout: 0.05 };
  assert.equal(await failure(call('/late', late)), 'activity took too long to complete');
  const pair = { timeout: [5, 0.05] };
  assert.equal(await failure(call('/late', pair)), 'activity took too long to complete');
  const repeated = { timeout: 0.05, max_retries: 1 };
  assert.match(await failure(call('/late', repeated)), /^failed to connect to/);
});

test('retries repeat what may be repeated', async () => {
  const count = async (provider: PyObject) => {
    const before = calls;
    await failure(call('/drop', provider));
    return calls - before;
  };
  assert.equal(await count({}), 1);
  assert.equal(await count({ max_retries: 2 }), 3);
  assert.equal(await count({ max_retries: 2, method: 'POST' }), 1);
});

test('aborting ends a call that waits', async () => {
  const controller = new AbortController();
  const arrived = once(server, 'request');
  const waiting = call('/late', {}, { signal: controller.signal });
  await arrived;
  controller.abort('stop');
  await assert.rejects(waiting, (error) => error === 'stop');
});

test('what the original can not call is refused in words', async () => {
  const refused: [string, PyObject, string][] = [
    ['foo://x/y', {}, 'engine.http-scheme'],
    ['example.org/x', {}, 'engine.http-url'],
    ['http:///x', {}, 'engine.http-url'],
    ['http://h:99999/', {}, 'engine.http-url'],
    ['/echo', { arguments: 5 }, 'engine.http-arguments'],
    ['/echo', { arguments: ['a'] }, 'engine.http-arguments'],
    ['/echo', { method: 'POST', arguments: true }, 'engine.http-arguments'],
    ['/echo', { method: 'A B' }, 'engine.http-method'],
    ['/echo', { headers: { 'X-A': 1 } }, 'engine.http-header-type'],
    ['/echo', { headers: { 'X-A': 'a\nb' } }, 'engine.http-header'],
    ['/echo', { headers: { 'X-A': '中' } }, 'engine.http-header'],
    ['/echo', { headers: 'X-A' }, 'engine.http-headers'],
    ['/echo', { timeout: 0 }, 'engine.http-timeout'],
    ['/echo', { timeout: '5' }, 'engine.http-timeout'],
    ['/echo', { timeout: [1] }, 'engine.http-timeout'],
    ['/echo', { timeout: true }, 'engine.http-timeout'],
    ['/echo', { method: 'PUT', headers: json, arguments: { a: Infinity } }, 'engine.not-json'],
    ['/broken', {}, 'engine.http-json'],
    ['/cut', {}, 'engine.http-cut'],
    ['https://localhost:1/', { verify_tls: '/no/such/file' }, 'engine.http-authorities'],
  ];
  for (const [path, provider, code] of refused) {
    await assert.rejects(
      call(path, provider),
      (error) => isHumanError(error) && error.code === code,
      `${path} ${JSON.stringify(provider)} ${code}`,
    );
  }
});

test('a proxy gets whole addresses, unless the host is left out', async () => {
  const environment = { http_proxy: origin };
  const viaProxy = await sent('http://example.invalid/x?y=1', {}, { environment });
  assert.equal(viaProxy[1], 'http://example.invalid/x?y=1');
  const bypassed = { http_proxy: 'http://127.0.0.1:1', NO_PROXY: 'example.org, 127.0.0.0/8' };
  assert.equal((await sent('/x', {}, { environment: bypassed }))[1], '/x');
});

test('netrc gives the credentials, before those of the address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'http-'));
  try {
    const environment = { NETRC: join(folder, 'netrc') };
    await writeFile(environment.NETRC, 'machine 127.0.0.1 login user password pass');
    const { body } = await call(origin.replace('//', '//a:b@'), {}, { environment });
    assert.ok(Array.isArray(body) && isPyObject(body[2] ?? null));
    const headers = body[2] as PyObject;
    assert.equal(headers['authorization'], `Basic ${btoa('user:pass')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
