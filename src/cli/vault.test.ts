import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { vaultRole, vaultServer, vaultToken } from '../engine/testing/vault-server.ts';
import { selfSigned } from '../kubernetes/testing/certificates.ts';
import { bench, experiment, node } from './testing.ts';

const { place, start, remove } = await bench();
const canary = 'canary-5c1f/é';
const server = await vaultServer({ 'shop/db': { password: canary, user: 'canary-user' } });
after(async () => {
  await server[Symbol.asyncDispose]();
  await remove();
});

/** Everything that a run has left in a folder, as one text. */
async function allText(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile() && file.name !== 'experiment.json')
    .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

const shapes = [
  canary,
  Buffer.from(canary).toString('base64'),
  encodeURIComponent(canary),
  'canary-user',
  vaultToken,
  vaultRole.secret,
];

test('a secret from Vault gets to its activity and nowhere else', async () => {
  const script = `const [secret] = process.argv.slice(1);
    if (secret !== ${JSON.stringify(canary)}) process.exit(9);
    console.log('got ' + secret, Buffer.from(secret).toString('base64'));
    console.error(encodeURIComponent(secret));`;
  const cwd = await place(
    experiment({
      configuration: {
        vault_addr: { type: 'env', key: 'VAULT' },
        vault_role_id: vaultRole.id,
        vault_role_secret: { type: 'env', key: 'ROLE_SECRET' },
      },
      secrets: { shop: { type: 'vault', path: 'shop/db' } },
      'steady-state-hypothesis': {
        title: 'it has the secret',
        probes: [
          {
            type: 'probe',
            name: 'got',
            tolerance: 0,
            provider: { ...node(script), arguments: ['-e', script, '${password}'] },
          },
        ],
      },
    }),
  );
  const args = ['--verbose', '--log-file', 'all.log', 'run', 'experiment.json'];
  const env = { VAULT: server.address, ROLE_SECRET: vaultRole.secret };
  const { code, out, err } = await start(cwd, args, env).ended;
  assert.equal(code, 0, out + err);
  const said = out + err + (await allText(cwd));
  assert.match(said, /got \*\*\*/);
  for (const shape of shapes) {
    assert.ok(!said.includes(shape), shape);
  }
});

test('when Vault refuses, nothing runs and no journal is left', async () => {
  const cwd = await place(
    experiment({
      configuration: { vault_addr: server.address, vault_token: 'wrong-token' },
      secrets: { shop: { password: { type: 'vault', path: 'shop/db', key: 'password' } } },
    }),
  );
  const { code, err } = await start(cwd, ['run', 'experiment.json']).ended;
  assert.equal(code, 1);
  assert.match(err, /Vault at http:\/\/127\.0\.0\.1:\d+ refused shop\/db: permission denied/);
  assert.doesNotMatch(err, /wrong-token/);
  assert.ok(!(await readdir(cwd)).includes('journal.json'));
});

test('over TLS the authority and a certificate to show come from the environment', async () => {
  const { cert, key } = await selfSigned();
  const tls = { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true };
  await using secure = await vaultServer({ 'shop/db': { password: canary } }, tls);
  const cwd = await place(
    experiment({
      configuration: { vault_addr: secure.address, vault_token: vaultToken },
      secrets: { shop: { password: { type: 'vault', path: 'shop/db', key: 'password' } } },
    }),
  );
  await writeFile(join(cwd, 'cert.pem'), cert);
  await writeFile(join(cwd, 'key.pem'), key);
  const run = (env: Record<string, string>) => start(cwd, ['run', 'experiment.json'], env).ended;
  const known = { VAULT_CACERT: 'cert.pem' };
  const shown = { VAULT_CLIENT_CERT: 'cert.pem', VAULT_CLIENT_KEY: 'key.pem' };
  const unknown = await run(shown);
  assert.equal(unknown.code, 1);
  assert.match(unknown.err, /can’t be reached: self-signed certificate/);
  const silent = await run(known);
  assert.equal(silent.code, 1);
  assert.match(silent.err, /can’t be reached/);
  const { code, err } = await run({ ...known, ...shown });
  assert.equal(code, 0, err);
});
