import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { isHumanError } from '../../messages/error.ts';
import type { PyObject, PyValue } from '../python/value.ts';
import {
  type VaultServer,
  vaultAccount,
  vaultRole,
  vaultServer,
  vaultToken,
} from '../testing/vault-server.ts';
import { Vault } from './vault.ts';

const secrets = { 'shop/db': { user: 'jane', password: 'shhh', port: 5432 }, 'a b': { x: 1 } };
let server: VaultServer;
let home = '';
let hidden: string[] = [];
let log: string[] = [];

before(async () => {
  server = await vaultServer(secrets);
  home = await mkdtemp(join(tmpdir(), 'vault-'));
});

after(async () => {
  await server[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

beforeEach(() => {
  hidden = [];
  log = [];
  server.asked.length = 0;
});

function vaultWith(configuration: PyObject, environment: Record<string, string> = {}): Vault {
  const around = {
    environment,
    cwd: home,
    homedir: home,
    signal: new AbortController().signal,
  };
  return new Vault({ vault_addr: server.address, ...configuration }, around, (values) => {
    hidden.push(...values);
  });
}

const read = (vault: Vault, entry: PyObject): Promise<PyValue> =>
  vault.read('name', { type: 'vault', ...entry }, (level, text) => log.push(`${level} ${text}`));

const token = { vault_token: vaultToken };

test('all of a path, or one key of it, from version 2 unless said otherwise', async () => {
  const vault = vaultWith(token);
  assert.deepEqual(await read(vault, { path: 'shop/db' }), secrets['shop/db']);
  assert.equal(await read(vault, { path: 'shop/db', key: 'password' }), 'shhh');
  assert.equal(await read(vault, { path: '/shop//db', key: 'port' }), 5432);
  assert.deepEqual(await read(vault, { path: 'a b' }), { x: 1 });
  assert.equal(server.asked[0], `GET /v1/secret/data/shop/db ${vaultToken}`);
  assert.deepEqual(hidden, [vaultToken]);
});

test('version 1 at another mount point', async () => {
  const vault = vaultWith({ ...token, vault_kv_version: 1, vault_secrets_mount_point: 'old' });
  assert.equal(await read(vault, { path: 'shop/db', key: 'user' }), 'jane');
  assert.deepEqual(server.asked, [`GET /v1/old/shop/db ${vaultToken}`]);
});

test('a login with AppRole is made once', async () => {
  const { id, secret } = vaultRole;
  const vault = vaultWith({ vault_role_id: id, vault_role_secret: secret });
  await read(vault, { path: 'shop/db' });
  await read(vault, { path: 'shop/db', key: 'user' });
  assert.equal(server.asked.filter((each) => each === 'POST /v1/auth/approle/login').length, 1);
  assert.deepEqual(hidden, [secret, vaultToken]);
});

test("a pod's service account logs in, at its mount point", async () => {
  const path = join(home, 'account');
  await writeFile(path, `${vaultAccount.jwt}\n`);
  const vault = vaultWith({
    vault_sa_role: vaultAccount.role,
    vault_sa_token_path: path,
    vault_k8s_mount_point: 'prod/kubernetes',
  });
  assert.equal(await read(vault, { path: 'shop/db', key: 'user' }), 'jane');
  assert.equal(server.asked[0], 'POST /v1/auth/prod/kubernetes/login');
  assert.deepEqual(hidden, [vaultAccount.jwt, vaultToken]);
});

test('without a login in the configuration the environment has address, token and namespace', async () => {
  const environment = {
    VAULT_ADDR: `${server.address}/`,
    VAULT_TOKEN: vaultToken,
    VAULT_NAMESPACE: 'team',
  };
  const vault = vaultWith({ vault_addr: null }, environment);
  assert.equal(await read(vault, { path: 'shop/db', key: 'user' }), 'jane');
  assert.deepEqual(server.asked, [`GET /v1/secret/data/shop/db ${vaultToken} team`]);
  await writeFile(join(home, '.vault-token'), `${vaultToken}\n`);
  assert.equal(await read(vaultWith({}), { path: 'shop/db', key: 'user' }), 'jane');
  await rm(join(home, '.vault-token'));
});

test('an entry without a path is empty, with a warning that shows nothing of it', async () => {
  assert.deepEqual(await read(vaultWith(token), { key: 'x' }), {});
  assert.deepEqual(log, ["WARNING Missing Vault secret path for 'name'"]);
});

/** What is wrong, and the sentence's code. */
const wrong: [string, PyObject, PyObject, string, RegExp][] = [
  ['no such path', token, { path: 'none' }, 'engine.vault-refused', /none.*404/],
  ['no such key', token, { path: 'shop/db', key: 'none' }, 'engine.vault-key', /“none”.*shop\/db/],
  ['no login', {}, { path: 'shop/db' }, 'engine.vault-refused', /permission denied.*403/],
  [
    'a wrong role',
    { vault_role_id: 'x', vault_role_secret: 'y' },
    { path: 'shop/db' },
    'engine.vault-refused',
    /login approle: invalid role or secret ID/,
  ],
  [
    'no service account',
    { vault_sa_role: 'r', vault_sa_token_path: '/none' },
    { path: 'shop/db' },
    'engine.vault-file',
    /\/none/,
  ],
  [
    'nobody there',
    { vault_addr: 'http://127.0.0.1:1', ...token },
    { path: 'x' },
    'engine.vault-unreachable',
    /127\.0\.0\.1:1.*VAULT_ADDR/,
  ],
];

for (const [what, configuration, entry, code, text] of wrong) {
  test(`${what} is said in words that hold no secret`, async () => {
    const error = await read(vaultWith(configuration), entry).catch((thrown: unknown) => thrown);
    assert.ok(isHumanError(error), String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    assert.doesNotMatch(error.message, /canary|shhh|jane/);
  });
}
