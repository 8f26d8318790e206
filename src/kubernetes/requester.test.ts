import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Credential } from './auth/credentials.ts';
import { connect } from './connection.ts';
import type { ApiRequest } from './objects.ts';
import { type Pair, selfSigned } from './testing/certificates.ts';
import {
  type Answer,
  cut,
  failed,
  json,
  requesterOf,
  startServer,
  testDeps,
} from './testing/server.ts';

const { signal } = new AbortController();
const pod = '/api/v1/namespaces/shop/pods/web-0';
const read: ApiRequest = { method: 'GET', path: pod };
const remove: ApiRequest = { method: 'DELETE', path: pod };
const removeByUid: ApiRequest = { ...remove, repeatable: true };
const create: ApiRequest = { method: 'POST', path: '/api/v1/namespaces/shop/pods', body: {} };

let pair: Pair;
before(async () => {
  pair = await selfSigned();
});

describe('what goes out', () => {
  it('names the tool, and who writes', async (t) => {
    const server = await startServer(t, pair);
    const client = await server.open();
    await client.request(
      { ...create, body: { a: 'ü' }, query: { dryRun: 'All', no: undefined } },
      signal,
    );
    await client.request(remove, signal);
    const [post, del] = server.seen;
    assert.equal(post?.url, `${create.path}?fieldManager=chaos-workbench-r&dryRun=All`);
    assert.equal(post?.headers['user-agent'], 'chaos-workbench/1 (run r)');
    assert.equal(post?.headers['content-type'], 'application/json');
    assert.equal(post?.headers.authorization, 'Bearer t');
    assert.equal(post?.body, '{"a":"ü"}');
    assert.equal(del?.url, pod);
  });

  it('goes below the path of the server, with its headers', async (t) => {
    const server = await startServer(t, pair);
    const base = new URL(`https://127.0.0.1:${server.port}/k8s/c-1/`);
    server.answers.push(json(404, {}));
    const client = await server.open({ server: base, headers: { 'Impersonate-User': 'ann' } });
    await client.request(read, signal);
    assert.equal(server.seen.at(-1)?.url, `/k8s/c-1${pod}`);
    assert.equal(server.seen.at(-1)?.headers['impersonate-user'], 'ann');
  });

  it('keeps one connection for one request after the other', async (t) => {
    const server = await startServer(t, pair);
    let connections = 0;
    server.server.on('secureConnection', () => connections++);
    const client = await server.open();
    for (let count = 0; count < 5; count++) {
      await client.request(read, signal);
    }
    assert.equal(connections, 1);
  });
});

describe('what comes back', () => {
  it('is unpacked', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push((response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"packed":"yes"}'));
    });
    const client = await server.open();
    assert.deepEqual(await client.request(read, signal), { packed: 'yes' });
  });

  it('is an error for people when it is no JSON', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push((response) => response.end('<html>Sign in'));
    const client = await server.open();
    await assert.rejects(client.request(read, signal), {
      code: 'kubernetes.bad-answer',
      message: /“get pods\/web-0 \(namespace shop\)”.*<html>Sign in/,
    });
  });

  const answers: [string, number, string, string][] = [
    ['kubernetes.not-found', 404, 'NotFound', 'pods "web-0" not found'],
    ['kubernetes.conflict', 409, 'Conflict', 'the object has been modified'],
    ['kubernetes.exists', 409, 'AlreadyExists', 'there already'],
    ['kubernetes.gone', 410, 'Expired', 'too old'],
    ['kubernetes.refused', 422, 'Invalid', 'spec.x is wrong'],
    ['kubernetes.unauthorised', 401, 'Unauthorized', 'Unauthorized'],
  ];
  for (const [code, status, reason, message] of answers) {
    it(`${status} ${reason} is ${code} with status and reason`, async (t) => {
      const server = await startServer(t, pair);
      server.answers.push(failed(status, reason, message));
      const client = await server.open();
      await assert.rejects(client.request(remove, signal), (error: Error) => {
        assert.deepEqual(
          { ...error, args: undefined, details: undefined },
          { name: 'HumanError', code, status, reason, args: undefined, details: undefined },
        );
        assert.match(error.message, new RegExp(message));
        return true;
      });
      assert.equal(server.seen.length, 1);
    });
  }

  it('says who may not do what, where', async (t) => {
    const server = await startServer(t, pair);
    const said =
      'deployments.apps "back" is forbidden: User "ann" cannot delete resource "deployments" in API group "apps" in the namespace "shop"';
    server.answers.push(failed(403, 'Forbidden', said), failed(403, 'Forbidden', 'by a webhook'));
    const client = await server.open();
    await assert.rejects(client.request(remove, signal), {
      code: 'kubernetes.forbidden',
      message: /^ann may not delete deployments\.apps in namespace shop on https:\/\/127/,
    });
    await assert.rejects(client.request(remove, signal), {
      code: 'kubernetes.forbidden-plain',
      message: /by a webhook/,
    });
  });
});

describe('repeating', () => {
  it('a read after a cut, a 500 and a 504', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(
      cut,
      failed(500, 'InternalError'),
      failed(504, 'Timeout'),
      json(200, { ok: 1 }),
    );
    const client = await server.open();
    assert.deepEqual(await client.request(read, signal), { ok: 1 });
    assert.equal(server.seen.length, 4);
  });

  it('a read that is cut in the middle of its answer', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push((response, request) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half":', () => request.socket.destroy());
    });
    const client = await server.open();
    assert.deepEqual(await client.request(read, signal), {});
  });

  it('never a mutation whose answer was lost', async (t) => {
    for (const answer of [cut, failed(500, 'InternalError'), failed(504, 'Timeout')]) {
      for (const request of [remove, create]) {
        const server = await startServer(t, pair);
        server.answers.push(answer);
        const client = await server.open();
        await assert.rejects(client.request(request, signal), {
          code: 'kubernetes.unknown-outcome',
        });
        assert.equal(server.seen.length, 1);
      }
    }
  });

  it('a delete with a precondition on the uid', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(cut, failed(500, 'InternalError'), json(200, { gone: true }));
    const client = await server.open();
    assert.deepEqual(await client.request(removeByUid, signal), { gone: true });
  });

  it('not for ever: a server that always fails is told of', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(
      ...Array.from({ length: 20 }, () => failed(500, 'InternalError', 'broken')),
    );
    const client = await server.open();
    await assert.rejects(client.request(read, signal), {
      code: 'kubernetes.server-error',
      status: 500,
      message: /broken/,
    });
    assert.equal(server.seen.length, 5);
  });

  it('anything the server put off, after the time it named', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(
      json(429, { kind: 'Status', message: 'busy', code: 429 }, { 'retry-after': '0' }),
      json(429, { kind: 'Status', message: 'busy', code: 429 }),
      json(201, { made: true }),
    );
    const client = await server.open();
    assert.deepEqual(await client.request(create, signal), { made: true });
    assert.equal(server.seen.length, 3);
  });

  it('never an eviction that a budget does not allow', async (t) => {
    const server = await startServer(t, pair);
    const causes = [{ reason: 'DisruptionBudget', message: 'needs 1' }];
    server.answers.push(failed(429, 'TooManyRequests', 'not now', { causes }));
    const client = await server.open();
    await assert.rejects(client.request({ ...create, repeatable: true }, signal), {
      code: 'kubernetes.disruption-budget',
      status: 429,
    });
    assert.equal(server.seen.length, 1);
  });
});

describe('a 401', () => {
  const renewing = () => {
    let token = 1;
    let renewals = 0;
    return {
      renewals: () => renewals,
      credentials: {
        current: async (): Promise<Credential> => ({ authorization: `Bearer ${token}` }),
        renew: async ({ authorization }: Credential) => {
          renewals++;
          if (authorization === `Bearer ${token}`) {
            token++;
          }
          return true;
        },
      },
    };
  };

  it('renews the credentials and repeats, also a mutation', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(failed(401, 'Unauthorized'), json(201, { made: true }));
    const { credentials } = renewing();
    const client = await server.open({ credentials });
    assert.deepEqual(await client.request(create, signal), { made: true });
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ['Bearer 1', 'Bearer 2'],
    );
  });

  it('is told when it comes again', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(failed(401, 'Unauthorized'), failed(401, 'Unauthorized'));
    const { credentials, renewals } = renewing();
    const client = await server.open({ credentials });
    await assert.rejects(client.request(read, signal), {
      code: 'kubernetes.unauthorised',
      message: /credentials of the test/,
    });
    assert.equal(renewals(), 1);
  });
});

describe('a server that can’t be reached', () => {
  const open = async (url: string, changes: object, t: Parameters<typeof startServer>[0]) => {
    const server = await startServer(t, pair);
    const endpoint = server.endpoint({
      server: new URL(url.replace('PORT', String(server.port))),
      ...changes,
    });
    return connect(endpoint, testDeps(), signal);
  };

  it('refuses the connection', async (t) => {
    await assert.rejects(open('https://127.0.0.1:1', {}, t), {
      code: 'kubernetes.unreachable',
      message: /https:\/\/127\.0\.0\.1:1 can’t be reached: the connection is refused/,
    });
  });

  it('has no address', async (t) => {
    await assert.rejects(open('https://no-such-host.invalid', {}, t), {
      code: 'kubernetes.unreachable',
      message: /its name is unknown/,
    });
  });

  it('shows a certificate of somebody else', async (t) => {
    const other = await selfSigned();
    await assert.rejects(open('https://127.0.0.1:PORT', { ca: other.cert }, t), {
      code: 'kubernetes.tls',
    });
    await assert.rejects(open('https://localhost:PORT', { serverName: 'other.test' }, t), {
      code: 'kubernetes.tls',
      message: /other\.test/,
    });
  });

  it('is believed where verification is off, by any CA of a bundle, and by its other name', async (t) => {
    const other = await selfSigned();
    const unverified = await open('https://127.0.0.1:PORT', { ca: other.cert, verify: false }, t);
    unverified.close();
    const bundle = `${other.cert}\n${pair.cert}`;
    (await open('https://127.0.0.1:PORT', { ca: bundle }, t)).close();
    const named = await selfSigned('api.test');
    const server = await startServer(t, named);
    const client = await server.open({ serverName: 'api.test' });
    assert.equal(client.identity.complete, true);
  });

  it('never answers', async (t) => {
    const server = await startServer(t, pair);
    server.answers.push(
      () => undefined,
      () => undefined,
    );
    const requester = requesterOf(server.endpoint(), { answer: 50 });
    await assert.rejects(requester.send(read, signal), {
      code: 'kubernetes.no-answer',
      message: /within 0\.05 s/,
    });
    await assert.rejects(requester.send(create, signal), { code: 'kubernetes.unknown-outcome' });
  });
});

describe('client certificates', () => {
  it('are shown, and another one takes a connection of its own', async (t) => {
    const [ann, bob] = [await selfSigned('ann'), await selfSigned('bob')];
    const server = await startServer(t, pair);
    server.server.setSecureContext({ ...pair, ca: [ann.cert, bob.cert] });
    const shown: (string | undefined)[] = [];
    const note: Answer = (response, request) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      shown.push([subject?.CN].flat()[0]);
      response.end('{}');
    };
    let own = ann;
    const credentials = { current: async () => own, renew: async () => false };
    const client = await connect(server.endpoint({ credentials }), testDeps(), signal);
    t.after(() => client.close());
    server.answers.push(note, note);
    await client.request(read, signal);
    own = bob;
    await client.request(read, signal);
    assert.deepEqual(shown, ['ann', 'bob']);
  });

  it('that are broken are told of', async (t) => {
    const server = await startServer(t, pair);
    const broken = { cert: '-----BEGIN CERTIFICATE-----', key: 'x' };
    const credentials = { current: async () => broken, renew: async () => false };
    await assert.rejects(server.open({ credentials }), {
      code: 'kubernetes.credential-tls',
      message: /the test/,
    });
  });
});

describe('ending', () => {
  it('a request at once when its signal is aborted, with its reason', async (t) => {
    const server = await startServer(t, pair);
    const controller = new AbortController();
    const reason = new Error('enough');
    server.answers.push(() => controller.abort(reason));
    const client = await server.open();
    await assert.rejects(client.request(read, controller.signal), reason);
  });

  it('a wait between two attempts', async (t) => {
    const server = await startServer(t, pair);
    const controller = new AbortController();
    server.answers.push((response, request) => {
      json(429, {}, { 'retry-after': '20' })(response, request);
      response.on('close', () => setImmediate(() => controller.abort({ kind: 'stop' })));
    });
    const client = await server.open();
    await assert.rejects(client.request(read, controller.signal), { name: 'AbortError' });
  });

  it('everything when the client is closed', async (t) => {
    const server = await startServer(t, pair);
    const client = await server.open();
    server.answers.push(() => client.close());
    await assert.rejects(client.request(read, signal), { code: 'kubernetes.closed' });
    await assert.rejects(client.request(read, signal), { code: 'kubernetes.closed' });
  });
});
