import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import {
  type VaultServer,
  vaultAccount,
  vaultRole,
  vaultServer,
  vaultToken,
} from '../../src/engine/testing/vault-server.ts';
import type { JsonObject } from '../../src/experiment/json.ts';
import { chaosPython } from '../chaos-python.ts';
import { experiment } from './build.ts';
import { ours } from './commands.ts';
import { type CaseFolder, makeFolder } from './folder.ts';
import { readJournal } from './theirs.ts';

/** The client library that the original asks Vault with; newer ones lack the logins it calls. */
const library = 'hvac==0.11.2';

let server: VaultServer;
let python: string;
let packages: string;

before(async () => {
  server = await vaultServer({ 'shop/db': { user: 'jane', port: 5432, deep: { a: [1, null] } } });
  python = await chaosPython();
  packages = await installed();
});

after(() => server[Symbol.asyncDispose]());

/** A folder with the library, made once. */
async function installed(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'chaos-workbench', library.replace('==', '-'));
  if (!existsSync(folder)) {
    const own = `${folder}-${process.pid}`;
    await mkdir(dirname(folder), { recursive: true });
    const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', own, library];
    await promisify(execFile)(python, [...args, 'six']);
    await rename(own, folder).catch(() => rm(own, { recursive: true }));
  }
  return folder;
}

async function theirs(folder: CaseFolder) {
  const args = ['-m', 'chaostoolkit', '--no-version-check', 'run', folder.experiment];
  const child = spawn(python, args, {
    cwd: folder.path,
    env: { ...folder.environment, PYTHONPATH: packages },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code, err };
}

const shop = { shop: { it: { type: 'vault', path: 'shop/db', key: 'user' } } };
const token = { vault_token: vaultToken };

interface Login {
  configuration: JsonObject;
  secrets?: JsonObject;
  environment?: Record<string, string>;
}

const logins: Record<string, Login> = {
  'a token': { configuration: token },
  AppRole: {
    configuration: { vault_role_id: vaultRole.id, vault_role_secret: vaultRole.secret },
  },
  "a pod's service account": {
    configuration: { vault_sa_role: vaultAccount.role, vault_sa_token_path: 'account' },
  },
  'version 1 elsewhere': {
    configuration: { ...token, vault_kv_version: '1', vault_secrets_mount_point: 'old' },
  },
  'a token of the environment': { configuration: {}, environment: { VAULT_TOKEN: vaultToken } },
  'a whole path': {
    configuration: token,
    secrets: { shop: { it: { type: 'vault', path: 'shop/db' } } },
  },
  'a path as a group': {
    configuration: token,
    secrets: { shop: { type: 'vault', path: 'shop/db' }, more: { it: 'x' } },
  },
  'no path': { configuration: token, secrets: { shop: { it: { type: 'vault' } } } },
  'a path that is not there': {
    configuration: token,
    secrets: { shop: { it: { type: 'vault', path: 'none' } } },
  },
  'a key that is not there': {
    configuration: token,
    secrets: { shop: { it: { type: 'vault', path: 'shop/db', key: 'none' } } },
  },
  'a token that is refused': { configuration: { vault_token: 'wrong' } },
  'a role that is refused': {
    configuration: { vault_role_id: 'wrong', vault_role_secret: 'wrong' },
  },
  'no service account': {
    configuration: { vault_sa_role: vaultAccount.role, vault_sa_token_path: 'none' },
  },
};

/** Prints a digest, which shows that the value is the same where the value is masked. */
const digest = {
  type: 'action',
  name: 'digest',
  provider: {
    type: 'process',
    path: 'sh',
    arguments: ['-c', 'printf %s "$1" | cksum', 'sh', '$' + '{it}'],
  },
};

async function outputOf(folder: CaseFolder): Promise<unknown> {
  const journal = await readJournal(folder.journal);
  const [first] = (journal?.['run'] ?? []) as JsonObject[];
  await rm(folder.journal, { force: true });
  return [journal?.['status'], first?.['output']];
}

describe('secrets from Vault, as the original reads them', () => {
  for (const [name, login] of Object.entries(logins)) {
    it(name, async () => {
      const configuration = { vault_addr: server.address, ...login.configuration };
      const folder = await makeFolder(
        {
          name,
          experiment: experiment({
            configuration,
            secrets: login.secrets ?? shop,
            method: [digest],
          }),
          environment: login.environment ?? {},
        },
        '',
      );
      try {
        await writeFile(join(folder.path, 'account'), vaultAccount.jwt);
        server.asked.length = 0;
        const real = await theirs(folder);
        // It asks while it validates, too, and for every secret again.
        const wanted = [real.code, await outputOf(folder), [...new Set(server.asked)]];
        server.asked.length = 0;
        const own = await ours(['run', folder.experiment], folder);
        const found = [own.code, await outputOf(folder), [...new Set(server.asked)]];
        assert.deepEqual(found, wanted, `--- chaos\n${real.err}\n--- this\n${own.err}`);
      } finally {
        await rm(folder.path, { recursive: true });
      }
    });
  }
});
