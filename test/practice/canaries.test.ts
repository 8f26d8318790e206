import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { vaultServer, vaultToken } from '../../src/engine/testing/vault-server.ts';
import { holdPractice } from '../../src/practice/lifetime/hold.ts';
import { testCluster } from '../cluster/support.ts';
import { canaryExperiment } from './canary-experiment.ts';
import { freshAccess } from './support.ts';

/** Secrets as they come into an experiment; each must stay in there. */
const canaries = {
  environment: 'canary+env/7f:é 1"q',
  inline: 'canary-inline-4c2b',
  vault: 'canary-vault-9d3e',
  dynamic: 'canary-dynamic-1a6f',
};

/** A secret that is an everyday number. */
const short = '200';

/** Forms in which a canary could be found. */
function formsOf(secret: string): string[] {
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    // Inside a larger text, begun one and two bytes later.
    Buffer.from(`a${secret}`).toString('base64').slice(2, -4),
    Buffer.from(`ab${secret}`).toString('base64').slice(3, -4),
  ];
}

let folder = '';
let said = '';
const titles: string[] = [];
let token = '';

before(async () => {
  const tidy: (() => Promise<unknown>)[] = [];
  const access = await freshAccess({ after: (work) => void tidy.push(work) });
  after(() => Promise.all(tidy.map((work) => work())));
  const held = await holdPractice(access);
  const cluster = testCluster(held.kubeconfig);
  await cluster.api('POST', '/apis/apps/v1/namespaces/default/deployments', idle('idle'));
  const echo = createServer((request, answer) => {
    answer.end(`you sent ${request.url} with ${request.headers.authorization}`);
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const vault = await vaultServer({ 'shop/db': { password: canaries.vault } });
  folder = await mkdtemp(join(tmpdir(), 'canaries-'));
  await mkdir(join(folder, 'state'));
  const { users, clusters } = JSON.parse(await readFile(held.kubeconfig, 'utf8'));
  token = users[0].user.token;
  const certificate = join(folder, 'ca.crt');
  await writeFile(certificate, clusters[0].cluster['certificate-authority-data'], 'base64');
  const port = (echo.address() as AddressInfo).port;
  await writeFile(join(folder, 'experiment.json'), JSON.stringify(canaryExperiment(port), null, 2));
  const env = {
    CHAOS_WORKBENCH_STATE: join(folder, 'state'),
    CANARY: canaries.environment,
    DYNAMIC: canaries.dynamic,
    VAULT: vault.address,
    VAULT_TOKEN_HERE: vaultToken,
    KUBE_HOST: clusters[0].cluster.server,
    KUBE_TOKEN: token,
    KUBE_CA: certificate,
    SHORT: short,
  };
  const commands = [
    ['--verbose', '--log-file', 'text.log', 'run', 'experiment.json'],
    [
      '--log-format',
      'json',
      '--log-file',
      'json.log',
      'run',
      'experiment.json',
      '--journal-path',
      'second.json',
    ],
    ['report', 'journal.json', '--output', 'report.html'],
    ['report', '--export-format', 'markdown', 'journal.json', '--output', 'report.md'],
    ['undo', '--list'],
    ['permissions', 'experiment.json'],
    ['permissions', 'experiment.json', '--yaml'],
    ['targets', 'experiment.json', '--json'],
  ];
  for (const command of commands) {
    said += await told(command, env);
  }
  await vault[Symbol.asyncDispose]();
  echo.close();
  held.release();
});

after(() => rm(folder, { recursive: true, force: true }));

/** What a command prints. Meanwhile the titles of our own processes are read, where there is /proc. */
async function told(command: string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'cli.js'), ...command], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const heard = (data: Buffer) => {
    text += data.toString('utf8');
    titles.push(titleOf(child));
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  await once(child, 'close');
  return text;
}

function titleOf({ pid }: ChildProcess): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Everything that lies in the folder but the experiment, by path. */
async function left(): Promise<[string, string][]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.name !== 'experiment.json')
    .map((file) => join(file.parentPath, file.name));
  return Promise.all(
    paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, 'utf8')]),
  );
}

test('no secret is found in journal, events, ledger, log, report, output or title', async () => {
  const texts = [...(await left()), ['output', said], ['titles', titles.join('\n')]];
  const secrets = [...Object.values(canaries), token, vaultToken];
  const found = texts.flatMap(([path = '', text = '']) =>
    secrets.flatMap((secret) =>
      formsOf(secret)
        .filter((form) => text.includes(form))
        .map((form) => `${path}: ${form} at …${around(text, form)}…`),
    ),
  );
  assert.deepEqual(found, []);
});

function around(text: string, form: string): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 60), at + form.length + 30);
}

test('what should be there is: the run, its change, its report', async () => {
  const names = (await left()).map(([path]) => basename(path));
  for (const name of [
    'journal.json',
    'events.jsonl',
    'ledger.jsonl',
    'text.log',
    'json.log',
    'second.json',
    'report.html',
    'report.md',
  ]) {
    assert.ok(names.includes(name), `${name} is missing: ${said.slice(-3000)}`);
  }
  const journal = JSON.parse(await readFile(join(folder, 'journal.json'), 'utf8'));
  const statuses = journal.run.map(({ activity, status }: Entry) => [activity.name, status]);
  assert.deepEqual(
    statuses
      .filter(([, status]: [string, string]) => status !== 'succeeded')
      .map(([name]: [string]) => name),
    ['no such host', 'too slow ${kept}', 'scale what is not there'],
  );
  assert.match(JSON.stringify(journal.run[0].output), /here: \*\*\*!/);
});

test('a role names no secret, and says so', () => {
  assert.match(said, /resourceNames:\n +- "\*\*\*"\n/);
  assert.match(said, /# \*\*\* stands for a secret/);
});

test('a short secret hides no everyday value', async () => {
  const journal = JSON.parse(await readFile(join(folder, 'journal.json'), 'utf8'));
  const brief = journal.run.find(({ activity }: Entry) => activity.name === 'brief');
  assert.equal(brief.output.stdout, 'status 200\n');
  assert.equal(journal.steady_states.before.probes[0].output.status, 200);
});

interface Entry {
  activity: { name: string };
  status: string;
}

/** A deployment without a program. */
function idle(name: string): object {
  const labels = { app: name };
  return {
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'node:24-alpine' }] },
      },
    },
  };
}
