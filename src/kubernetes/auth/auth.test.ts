import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import type { KubeUser } from '../kubeconfig/types.ts';
import { fixedCredentials } from './credentials.ts';
import { credentialsOfUser } from './from-user.ts';
import { reloadingCredentials } from './reloading.ts';
import type { SignIn } from './sign-in.ts';

const { signal } = new AbortController();

const signIn = (changes: Partial<SignIn> = {}): SignIn => ({
  source: 'user “u” in /k',
  cluster: { server: 'https://c:6443' },
  environment: process.env,
  platform: nodePlatform(),
  trusted: true,
  pluginLimit: 20_000,
  ...changes,
});

/** A plugin in JavaScript that counts its starts in a file, and the user that names it. */
async function plugin(t: TestContext, script: string, more: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [path, starts] = [join(folder, 'plugin.mjs'), join(folder, 'starts')];
  const count = `import { appendFileSync, existsSync, readFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(starts)}, 'x');
const start = readFileSync(${JSON.stringify(starts)}, 'utf8').length;
const answer = (status, apiVersion = 'client.authentication.k8s.io/v1') =>
  console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion, status }));
`;
  await writeFile(path, count + script);
  const user: KubeUser = {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [path],
      interactiveMode: 'Never',
      ...more,
    },
  };
  const started = async () => (await readFile(starts, 'utf8').catch(() => '')).length;
  return { user, started, folder };
}

describe('credentials of a kubeconfig user', () => {
  const current = async (user: KubeUser | undefined) =>
    (await credentialsOfUser(user, signIn())).current(signal);

  it('are none without a user', async () => {
    assert.deepEqual(await current(undefined), {});
  });

  it('are a token, else name and password', async () => {
    const user = { token: 't', username: 'ann', password: 'secret' };
    assert.deepEqual(await current(user), { authorization: 'Bearer t' });
    const { token: _, ...rest } = user;
    assert.deepEqual(await current(rest), { authorization: `Basic ${btoa('ann:secret')}` });
  });

  it('carry the client certificate along with a token', async () => {
    const pem = '-----BEGIN X-----';
    const data = Buffer.from(pem).toString('base64');
    const user = { token: 't', 'client-certificate-data': data, 'client-key-data': data };
    assert.deepEqual(await current(user), { authorization: 'Bearer t', cert: pem, key: pem });
  });

  it('are told of when their data or file is wrong', async () => {
    await assert.rejects(current({ 'client-key-data': 'nonsense' }), {
      code: 'kubernetes.credential-data',
    });
    await assert.rejects(current({ 'client-key': '/no/such.key' }), {
      code: 'kubernetes.credential-file',
      message: /\/no\/such\.key.*user “u”/,
    });
  });

  it('come from a token file before the token, read again when refused', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'token-'));
    t.after(() => rm(folder, { recursive: true }));
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'one\n');
    const credentials = await credentialsOfUser({ tokenFile, token: 'text' }, signIn());
    const one = await credentials.current(signal);
    assert.deepEqual(one, { authorization: 'Bearer one' });
    assert.equal(await credentials.renew(one, signal), false);
    await writeFile(tokenFile, 'two');
    assert.equal(await credentials.renew(one, signal), true);
    assert.deepEqual(await credentials.current(signal), { authorization: 'Bearer two' });
  });

  it('are refused from auth providers that Kubernetes no longer has', async () => {
    await assert.rejects(current({ 'auth-provider': { name: 'gcp' } }), {
      code: 'kubernetes.auth-provider',
    });
  });
});

describe('an exec plugin', () => {
  it('starts once for requests side by side, and not again while its token is good', async (t) => {
    const { user, started } = await plugin(t, "answer({ token: 'token-' + start });");
    const credentials = await credentialsOfUser(user, signIn());
    const all = await Promise.all(Array.from({ length: 6 }, () => credentials.current(signal)));
    all.push(await credentials.current(signal));
    assert.deepEqual(
      new Set(all.map(({ authorization }) => authorization)),
      new Set(['Bearer token-1']),
    );
    assert.equal(await started(), 1);
  });

  it('starts again when its credential has expired', async (t) => {
    const script =
      "answer({ token: 't' + start, expirationTimestamp: new Date(start === 1 ? 0 : Date.now() + 3600e3).toISOString() });";
    const { user } = await plugin(t, script);
    const credentials = await credentialsOfUser(user, signIn());
    const tokens = [];
    for (let count = 0; count < 3; count++) {
      tokens.push((await credentials.current(signal)).authorization);
    }
    assert.deepEqual(tokens, ['Bearer t1', 'Bearer t2', 'Bearer t2']);
  });

  it('is asked once more for all who were refused with the same credential', async (t) => {
    const { user, started } = await plugin(t, "answer({ token: 't' + start });");
    const credentials = await credentialsOfUser(user, signIn());
    const old = await credentials.current(signal);
    const renewed = await Promise.all([1, 2, 3].map(() => credentials.renew(old, signal)));
    assert.deepEqual(renewed, [true, true, true]);
    assert.equal(await started(), 2);
  });

  it('never starts in a workspace that is not trusted', async (t) => {
    const { user, started } = await plugin(t, "answer({ token: 't' });");
    const credentials = await credentialsOfUser(user, signIn({ trusted: false }));
    await assert.rejects(credentials.current(signal), { code: 'kubernetes.exec-untrusted' });
    assert.equal(await started(), 0);
  });

  it('gets its arguments, its variables and the cluster', async (t) => {
    const script = `const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
answer({ token: JSON.stringify([process.env.MINE, info.kind, info.apiVersion, info.spec]) });`;
    const { user } = await plugin(t, script, {
      env: [{ name: 'MINE', value: 'yes' }],
      provideClusterInfo: true,
    });
    const extensions = [
      { name: 'client.authentication.k8s.io/exec', extension: { audience: 'a' } },
    ];
    const cluster = { server: 'https://c:6443', 'tls-server-name': 'n', extensions };
    const credentials = await credentialsOfUser(user, signIn({ cluster, ca: 'PEM' }));
    const { authorization = '' } = await credentials.current(signal);
    assert.deepEqual(JSON.parse(authorization.replace('Bearer ', '')), [
      'yes',
      'ExecCredential',
      'client.authentication.k8s.io/v1',
      {
        interactive: false,
        cluster: {
          server: 'https://c:6443',
          'tls-server-name': 'n',
          'certificate-authority-data': btoa('PEM'),
          config: { audience: 'a' },
        },
      },
    ]);
  });

  it('shows the person what it says while it waits', async (t) => {
    const script =
      "console.error('Enter code 123'); console.error('at https://x'); answer({ token: 't' });";
    const { user } = await plugin(t, script);
    const lines: string[] = [];
    const credentials = await credentialsOfUser(
      user,
      signIn({ onPluginOutput: (line) => lines.push(line) }),
    );
    await credentials.current(signal);
    assert.deepEqual(lines, ['Enter code 123', 'at https://x']);
  });

  it('may give a certificate', async (t) => {
    const { user } = await plugin(t, "answer({ clientCertificateData: 'C', clientKeyData: 'K' });");
    const credentials = await credentialsOfUser(user, signIn());
    assert.deepEqual(await credentials.current(signal), { cert: 'C', key: 'K' });
  });

  const wrong: [string, string, string, RegExp][] = [
    [
      'fails',
      "console.error('please log in'); process.exit(3);",
      'exec-failed',
      /exit code 3.*please log in/,
    ],
    ['says nothing', '', 'exec-answer', /not an ExecCredential/],
    ['gives nothing', 'answer({});', 'exec-answer', /neither a token nor a certificate/],
    ['gives half', "answer({ clientCertificateData: 'C' });", 'exec-answer', /together/],
    [
      'speaks another version',
      "answer({ token: 't' }, 'client.authentication.k8s.io/v1beta1');",
      'exec-answer',
      /v1beta1/,
    ],
  ];
  for (const [name, script, code, text] of wrong) {
    it(`that ${name} is told of`, async (t) => {
      const { user } = await plugin(t, script);
      const credentials = await credentialsOfUser(user, signIn());
      await assert.rejects(credentials.current(signal), {
        code: `kubernetes.${code}`,
        message: text,
      });
    });
  }

  it('that is not there is told of, with how to get it', async () => {
    const exec = { command: 'no-such-login', installHint: 'Get it from the shop.' };
    const credentials = await credentialsOfUser({ exec }, signIn());
    await assert.rejects(credentials.current(signal), {
      code: 'kubernetes.exec-missing',
      message: /no-such-login.*Get it from the shop\./,
    });
  });

  it('that takes too long is ended', async (t) => {
    const { user } = await plugin(t, 'setInterval(() => {}, 1000);');
    const credentials = await credentialsOfUser(user, signIn({ pluginLimit: 300 }));
    await assert.rejects(credentials.current(signal), {
      code: 'kubernetes.exec-slow',
      message: /within 0\.3 s/,
    });
  });

  it('goes on for others when one request ends, and is started anew after all ended', async (t) => {
    const script = `if (start === 1) {
  console.error('waiting');
  const timer = setInterval(() => {
    if (existsSync(import.meta.dirname + '/go')) { clearInterval(timer); answer({ token: 't1' }); }
  }, 10);
} else { answer({ token: 't' + start }); }`;
    const { user, folder } = await plugin(t, script);
    const waiting = Promise.withResolvers<void>();
    const credentials = await credentialsOfUser(
      user,
      signIn({ onPluginOutput: () => waiting.resolve() }),
    );
    const impatient = new AbortController();
    const one = credentials.current(impatient.signal);
    const two = credentials.current(signal);
    await waiting.promise;
    impatient.abort(new Error('enough'));
    await assert.rejects(one, /enough/);
    await writeFile(join(folder, 'go'), '');
    assert.deepEqual(await two, { authorization: 'Bearer t1' });
  });
});

describe('credentials that follow the kubeconfig', () => {
  it('are read again when they are refused and changed', async () => {
    const entries = [fixedCredentials({ authorization: 'new' })];
    const credentials = reloadingCredentials(fixedCredentials({ authorization: 'old' }), async () =>
      entries.shift(),
    );
    const old = await credentials.current(signal);
    assert.equal(await credentials.renew(old, signal), true);
    assert.deepEqual(await credentials.current(signal), { authorization: 'new' });
    assert.equal(await credentials.renew(old, signal), true);
    assert.equal(await credentials.renew(await credentials.current(signal), signal), false);
  });
});
