import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { before, describe, it, type TestContext } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import { type Pair, selfSigned } from '../testing/certificates.ts';
import { oidcCredentials } from './oidc.ts';

const { signal } = new AbortController();

let pair: Pair;
before(async () => {
  pair = await selfSigned();
});

const token = (seconds: number, name = 'ann'): string => {
  const payload = { sub: name, exp: Math.floor(Date.now() / 1000) + seconds };
  return `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`;
};

interface Asked {
  authorization: string | undefined;
  form: Record<string, string>;
}

/** An identity provider that answers refresh requests as the test says. */
async function provider(t: TestContext, answer: (asked: Asked) => [number, object]) {
  const asked: Asked[] = [];
  const server = createServer(pair, async (request, response) => {
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ token_endpoint: `${issuer}/token` }));
      return;
    }
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const each = { authorization: request.headers.authorization, form };
    asked.push(each);
    const [status, body] = answer(each);
    response.writeHead(status).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const open = (config: Record<string, string>) =>
    oidcCredentials(
      {
        name: 'oidc',
        config: {
          'idp-issuer-url': issuer,
          'idp-certificate-authority-data': Buffer.from(pair.cert).toString('base64'),
          'client-id': 'client',
          ...config,
        },
      },
      {},
      {
        source: 'the test',
        cluster: { server: 'https://c' },
        environment: {},
        platform: nodePlatform(),
        trusted: true,
        pluginLimit: 1000,
      },
    );
  return { asked, open };
}

describe('OpenID Connect', () => {
  it('uses the id token as long as it is good', async (t) => {
    const { asked, open } = await provider(t, () => [500, {}]);
    const good = token(3600);
    const credentials = open({ 'id-token': good, 'refresh-token': 'r' });
    assert.deepEqual(await credentials.current(signal), { authorization: `Bearer ${good}` });
    assert.deepEqual(asked, []);
  });

  it('renews an expired one, once for requests side by side', async (t) => {
    const fresh = token(3600);
    const { asked, open } = await provider(t, () => [200, { id_token: fresh }]);
    const credentials = open({ 'id-token': token(-5), 'refresh-token': 'r' });
    const all = await Promise.all([1, 2, 3].map(() => credentials.current(signal)));
    assert.deepEqual(
      all.map(({ authorization }) => authorization),
      Array.from({ length: 3 }, () => `Bearer ${fresh}`),
    );
    const form = { grant_type: 'refresh_token', refresh_token: 'r', client_id: 'client' };
    assert.deepEqual(asked, [{ authorization: undefined, form }]);
  });

  it('gives its secret in the header, and in the form to who wants it there', async (t) => {
    const { asked, open } = await provider(t, ({ authorization }) =>
      authorization ? [401, {}] : [200, { id_token: token(60) }],
    );
    await open({ 'refresh-token': 'r', 'client-secret': 's' }).current(signal);
    assert.equal(asked[0]?.authorization, `Basic ${btoa('client:s')}`);
    assert.equal(asked[1]?.form['client_secret'], 's');
  });

  it('renews a refused one with the newest refresh token', async (t) => {
    let count = 0;
    const { asked, open } = await provider(t, () => {
      count++;
      return [200, { id_token: token(3600, `ann-${count}`), refresh_token: `r${count}` }];
    });
    const credentials = open({ 'id-token': token(3600), 'refresh-token': 'r' });
    for (let round = 0; round < 2; round++) {
      assert.equal(await credentials.renew(await credentials.current(signal), signal), true);
    }
    assert.deepEqual(
      asked.map(({ form }) => form['refresh_token']),
      ['r', 'r1'],
    );
  });

  it('says why there is no new token', async (t) => {
    const gone = { error: 'invalid_grant', error_description: 'session is over' };
    const { open } = await provider(t, () => [400, gone]);
    const expired = { 'id-token': token(-5) };
    await assert.rejects(open({ ...expired, 'refresh-token': 'r' }).current(signal), {
      code: 'kubernetes.oidc',
      message: /session is over/,
    });
    await assert.rejects(open(expired).current(signal), {
      code: 'kubernetes.oidc',
      message: /no way to renew it/,
    });
  });
});
