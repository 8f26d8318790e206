import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from '../../src/messages/format.ts';
import type { Look } from './editor.ts';
import { session } from './session.ts';

const say = (code: string) => format({ code: `editor.doors.${code}` });

/** Milliseconds until the stand-ins must have been called. */
const limit = 30_000;

/** Programs that write down how they are called and do nothing else; `docker push` fails. */
async function standIns(t: TestContext, programs: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'doors-'));
  t.after(() => rm(folder, { recursive: true }));
  const record = join(folder, 'calls.jsonl');
  await writeFile(record, '');
  const script = `#!${process.execPath}
const [, program, ...args] = process.argv;
const name = require('node:path').basename(program);
require('node:fs').appendFileSync(${JSON.stringify(record)}, JSON.stringify([name, ...args]) + '\\n');
process.exitCode = name === 'docker' && args[0] === 'push' ? 3 : 0;
`;
  for (const program of programs) {
    await writeFile(join(folder, program), script);
    await chmod(join(folder, program), 0o755);
  }
  const calls = async () =>
    (await readFile(record, 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as string[]);
  const called = async (count: number) => {
    const end = performance.now() + limit;
    while ((await calls()).length < count) {
      assert.ok(performance.now() < end, `called so far: ${JSON.stringify(await calls())}`);
      await sleep(100);
    }
    return calls();
  };
  const PATH = [folder, process.env['PATH']].join(delimiter);
  return { folder, called, calls, env: { PATH, KUBECONFIG: join(folder, 'none') } };
}

/** Runs a command, takes what is proposed in so many boxes, and answers the question. */
async function through(editor: Look, command: string, boxes: readonly string[], yes: boolean) {
  await editor.command(command);
  for (const box of boxes) {
    await take(editor, box);
  }
  const answer = yes ? say('run') : 'Cancel';
  await editor.click({ selector: `.monaco-dialog-box .monaco-button:text-is("${answer}")` });
}

/** Takes what a box proposes. */
async function take(editor: Look, box: string): Promise<void> {
  const asked = editor.page.locator('.quick-input-title', { hasText: say(`ask.${box}`) });
  await asked.waitFor();
  // A box that is just opening does not listen yet.
  for (let tries = 3; tries > 0; tries -= 1) {
    await editor.press({ keys: 'Enter' });
    const gone = asked.waitFor({ state: 'hidden', timeout: 3_000 });
    if (await gone.then(() => true).catch(() => false)) {
      return;
    }
  }
  throw new Error(`the question for ${box} stays`);
}

const cluster = ['group', 'location', 'cluster', 'nodes', 'size'];

test('a cluster on Azure is made by lines that run after a yes, and not before', async (t) => {
  const { folder, env, called, calls } = await standIns(t, ['az']);
  await session({ folder, env }, async (editor) => {
    await through(editor, 'Chaos: Create AKS Cluster', cluster, false);
    assert.deepEqual(await calls(), []);
    await through(editor, 'Chaos: Create AKS Cluster', cluster, true);
    assert.deepEqual(await called(3), [
      ['az', 'group', 'create', '--name', 'chaos-rg', '--location', 'westeurope'],
      [
        ...['az', 'aks', 'create', '--resource-group', 'chaos-rg', '--name', 'chaos'],
        ...['--node-count', '2', '--node-vm-size', 'Standard_B2s', '--generate-ssh-keys'],
      ],
      ['az', 'aks', 'get-credentials', '--resource-group', 'chaos-rg', '--name', 'chaos'],
    ]);
    await through(editor, 'Chaos: Delete AKS Resource Group', ['group'], true);
    const all = await called(4);
    assert.deepEqual(all.at(-1), ['az', 'group', 'delete', '--name', 'chaos-rg', '--yes']);
  });
});

test('images are built and pushed until a line fails', async (t) => {
  const { folder, env, called, calls } = await standIns(t, ['az', 'docker']);
  await session({ folder, env }, async (editor) => {
    const boxes = ['group', 'registry', 'cluster-or-none'];
    await through(editor, 'Chaos: Build and Push Sample Images', boxes, true);
    const all = await called(4);
    assert.deepEqual(all[2]?.slice(0, 3), ['docker', 'build', '--file']);
    assert.deepEqual(all[3], ['docker', 'push', 'chaosimages.azurecr.io/sample-backend:1']);
    await editor.command('Notifications: Show Notifications');
    const told = { selector: '.notification-list-item', text: 'did not come to its end' };
    await editor.waitFor({ ...told, timeout: limit });
    assert.equal((await calls()).length, 4);
  });
});

test('a program that is not there is named, with where to get it', async (t) => {
  const { folder, env, calls } = await standIns(t, ['az']);
  await session({ folder, env: { ...env, PATH: folder } }, async (editor) => {
    await editor.command('Chaos: Create kind Cluster');
    await take(editor, 'cluster');
    await editor.command('Notifications: Show Notifications');
    await editor.waitFor({ selector: '.notification-list-item', text: 'https://kind.sigs.k8s.io' });
    assert.deepEqual(await calls(), []);
  });
});
