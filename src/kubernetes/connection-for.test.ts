import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { endpointFor } from './connection-for.ts';
import type { ConnectionChoice } from './consent.ts';
import { testDeps } from './testing/server.ts';

const { signal } = new AbortController();

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  const config = {
    clusters: ['a', 'b', 'c'].map((name) => ({ name, cluster: { server: `https://${name}` } })),
    contexts: ['a', 'b', 'c'].map((name) => ({ name, context: { cluster: name } })),
    'current-context': 'a',
  };
  await writeFile(join(folder, 'config'), JSON.stringify(config));
  await writeFile(join(folder, 'ca.crt'), '-----BEGIN CA');
  await writeFile(join(folder, 'u.crt'), '-----BEGIN CERT');
  await writeFile(join(folder, 'u.key'), '-----BEGIN KEY');
});
after(() => rm(folder, { recursive: true }));

const endpoint = (
  environment: Record<string, string>,
  secrets: JsonObject = {},
  choice: ConnectionChoice = {},
) =>
  endpointFor(
    secrets,
    choice,
    testDeps({ environment: { HOME: folder, ...environment }, cwd: folder }),
  );
const credential = async (environment: Record<string, string>, secrets?: JsonObject) =>
  (await endpoint(environment, secrets)).credentials.current(signal);

describe('the connection of an activity', () => {
  const server = async (...args: Parameters<typeof endpoint>) =>
    (await endpoint(...args)).server.host;

  it('is an existing kubeconfig before anything else', async () => {
    const KUBECONFIG = join(folder, 'config');
    const others = { CHAOSTOOLKIT_IN_POD: 'true', KUBERNETES_HOST: 'https://host' };
    assert.equal(await server({ KUBECONFIG, ...others }), 'a');
  });

  it('takes the context from the secrets, the choice, the environment, the file', async () => {
    const KUBECONFIG = join(folder, 'config');
    const environment = { KUBECONFIG, KUBERNETES_CONTEXT: 'b' };
    assert.equal(await server(environment), 'b');
    assert.equal(await server(environment, {}, { context: 'c' }), 'c');
    assert.equal(await server(environment, { KUBERNETES_CONTEXT: 'a' }, { context: 'c' }), 'a');
    assert.equal(await server({ KUBECONFIG }), 'a');
  });

  it('is the pod when it is asked for and there is no kubeconfig', async () => {
    await assert.rejects(endpoint({ CHAOSTOOLKIT_IN_POD: 'true', KUBERNETES_HOST: 'https://h' }), {
      code: 'kubernetes.not-in-pod',
    });
    const inPod = {
      CHAOSTOOLKIT_IN_POD: 'true',
      KUBERNETES_SERVICE_HOST: '10.0.0.1',
      KUBERNETES_SERVICE_PORT: '443',
    };
    await assert.rejects(endpoint(inPod), /serviceaccount\/ca\.crt/);
    assert.equal(await server({ CHAOSTOOLKIT_IN_POD: '1', KUBERNETES_HOST: 'https://h' }), 'h');
  });

  it('is KUBERNETES_HOST last, from the secrets before the environment', async () => {
    assert.equal(await server({ KUBERNETES_HOST: 'https://h' }), 'h');
    assert.equal(
      await server({ KUBERNETES_HOST: 'https://h' }, { KUBERNETES_HOST: 'https://s' }),
      's',
    );
    await assert.rejects(endpoint({}), { code: 'kubernetes.no-host' });
    await assert.rejects(endpoint({ KUBERNETES_HOST: 'ftp://h' }), { code: 'kubernetes.bad-host' });
  });
});

describe('KUBERNETES_HOST', () => {
  const host = { KUBERNETES_HOST: 'https://h' };
  const certificate = { KUBERNETES_CERT_FILE: 'u.crt', KUBERNETES_KEY_FILE: 'u.key' };
  const basic = { KUBERNETES_USERNAME: 'ann', KUBERNETES_PASSWORD: 'pw' };

  it('signs in by API key, else certificate, else name and password', async () => {
    const key = { KUBERNETES_API_KEY: 'k' };
    assert.deepEqual(await credential({ ...host, ...basic, ...certificate, ...key }), {
      authorization: 'Bearer k',
    });
    assert.deepEqual(await credential({ ...host, ...basic, ...certificate }), {
      cert: '-----BEGIN CERT',
      key: '-----BEGIN KEY',
    });
    assert.deepEqual(await credential({ ...host, ...basic }), {
      authorization: `Basic ${btoa('ann:pw')}`,
    });
    assert.deepEqual(await credential(host), {});
  });

  it('takes another prefix for the key', async () => {
    const secrets = { KUBERNETES_API_KEY: 'k', KUBERNETES_API_KEY_PREFIX: 'Token' };
    assert.deepEqual(await credential(host, secrets), { authorization: 'Token k' });
  });

  const verify: [JsonObject, boolean][] = [
    [{}, true],
    [{ KUBERNETES_VERIFY_SSL: 'false' }, false],
    [{ KUBERNETES_VERIFY_SSL: false }, false],
    [{ KUBERNETES_VERIFY_SSL: '0' }, false],
    [{ KUBERNETES_VERIFY_SSL: 'true' }, true],
    [{ KUBERNETES_VERIFY_SSL: true }, true],
    [{ KUBERNETES_VERIFY_SSL: '' }, true],
  ];
  for (const [secrets, verified] of verify) {
    it(`${verified ? 'verifies' : 'does not verify'} TLS with ${JSON.stringify(secrets)}`, async () => {
      assert.equal((await endpoint(host, secrets)).verify, verified);
    });
  }

  it('takes the CA from a file, relative to the experiment', async () => {
    assert.equal((await endpoint(host, { KUBERNETES_CA_CERT_FILE: 'ca.crt' })).ca, '-----BEGIN CA');
    await assert.rejects(endpoint(host, { KUBERNETES_CA_CERT_FILE: 'gone' }), {
      code: 'kubernetes.credential-file',
    });
  });
});
