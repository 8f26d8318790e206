import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { teachTools } from '../../src/messages/tools.ts';
import type { Look } from './editor.ts';
import { session } from './session.ts';

const minute = 60_000;
const name = 'a.experiment.json';
teachTools();
const say = (code: string, args = {}) => format({ code, args });

/** Another extension, which calls a tool as a chat does and shows what it is told. */
const caller = {
  'package.json': JSON.stringify({
    name: 'caller',
    publisher: 'tests',
    version: '0.0.1',
    engines: { vscode: '^1.109.0' },
    extensionKind: ['workspace'],
    main: './main.cjs',
    contributes: { commands: [{ command: 'caller.call', title: 'Caller: Call the Tool' }] },
  }),
  'main.cjs': `
const vscode = require('vscode');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.activate = (context) => {
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  const call = async () => {
    const { tool, input, cancelAt, number } = JSON.parse(readFileSync(join(folder, 'call.json'), 'utf8'));
    const source = new vscode.CancellationTokenSource();
    const watcher = vscode.workspace.createFileSystemWatcher('**/' + cancelAt);
    watcher.onDidCreate(() => source.cancel());
    const answer = await vscode.lm.invokeTool(tool, { input }, source.token).then(
      ({ content }) => content.map(({ value }) => value).join(''),
      (error) => 'ERROR ' + error.message,
    );
    watcher.dispose();
    writeFileSync(join(folder, 'answer.txt'), answer);
    vscode.window.setStatusBarMessage('answer ' + number);
  };
  context.subscriptions.push(vscode.commands.registerCommand('caller.call', call));
};
`,
};

const node = (code: string) => ({
  type: 'process',
  path: process.execPath,
  arguments: ['-e', code],
});
const writes = (file: string, more = '') =>
  node(`require('node:fs').writeFileSync('${file}', '');${more}`);
const experiment = {
  title: 'A tool',
  description: 'd',
  'steady-state-hypothesis': {
    title: 'h',
    probes: [{ type: 'probe', name: 'is there', tolerance: 0, provider: node('0') }],
  },
  method: [
    { type: 'action', name: 'first', provider: writes('first.txt') },
    { type: 'action', name: 'second', provider: writes('second.txt') },
  ],
  rollbacks: [{ type: 'action', name: 'back', provider: writes('back.txt') }],
};

interface Room {
  folder: string;
  /** Calls the tool from the other extension, which cancels the call when a file is there. */
  call(tool: string, input: object, cancelAt?: string): Promise<void>;
  /** What it was told. */
  answer(): Promise<string>;
  has(file: string): boolean;
}

/** A workspace with the experiment, in an editor that has the other extension. */
async function withCaller(
  t: TestContext,
  content: object,
  use: (editor: Look, room: Room) => Promise<void>,
): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'chaos-tools-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(home, 'workspace');
  const extensionsDir = join(home, 'extensions');
  const own = join(extensionsDir, 'tests.caller-0.0.1');
  await mkdir(folder);
  await mkdir(own, { recursive: true });
  for (const [file, text] of Object.entries(caller)) {
    await writeFile(join(own, file), text);
  }
  await writeFile(join(folder, name), JSON.stringify(content, null, 2));
  const env = { KUBECONFIG: join(home, 'none'), CHAOS_WORKBENCH_STATE: join(home, 'state') };
  let number = 0;
  await session({ folder, extensionsDir, env }, (editor) =>
    use(editor, {
      folder,
      async call(tool, input, cancelAt = 'never') {
        number += 1;
        const call = JSON.stringify({ tool, input, cancelAt, number });
        await writeFile(join(folder, 'call.json'), call);
        await editor.command('Caller: Call the Tool');
      },
      async answer() {
        const text = `answer ${number}`;
        await editor.waitFor({ selector: '.statusbar-item', text, timeout: minute });
        return readFile(join(folder, 'answer.txt'), 'utf8');
      },
      has: (file) => existsSync(join(folder, file)),
    }),
  );
}

const box = { selector: '.monaco-dialog-box', timeout: minute };
const button = (text: string) => ({
  selector: `${box.selector} .monaco-button`,
  text,
  timeout: minute,
});

const first = say('tools.run.real.title', { path: name });
const question = say('tools.run.real.question', { title: 'A tool' });

test('a run of a chat is asked for each time: refused nothing happens, accepted it is told', async (t) => {
  await withCaller(t, experiment, async (editor, { call, answer, has }) => {
    await call('chaos_run', { path: name });
    await editor.waitFor({ ...box, text: first });
    await editor.click(button('Yes'));
    const asked = await editor.waitFor({ ...box, text: question });
    assert.match(asked, /“A tool”: 2 actions call programs/);
    await picture(editor, t, 'question');
    await editor.click(button('Cancel'));
    assert.equal(await answer(), say('tools.run.refused'));
    assert.equal(has('first.txt'), false);

    await call('chaos_run', { path: name, rollbackStrategy: 'always' });
    await editor.click(button('Yes'));
    await editor.waitFor({ ...box, text: question });
    assert.equal(has('first.txt'), false);
    await editor.click(button(say('editor.consent.run')));
    const [status, left, place] = (await answer()).split('\n');
    assert.match(status ?? '', /completed\. The hypothesis held/);
    assert.equal(left, say('tools.undo.none'));
    const journal = JSON.parse(await readFile((place ?? '').replace('Journal: ', ''), 'utf8'));
    assert.equal(journal.status, 'completed');
    assert.deepEqual(['first.txt', 'second.txt', 'back.txt'].map(has), [true, true, true]);
  });
});

test('a chat plays an experiment dry, or one activity of it, and is asked for that too', async (t) => {
  await withCaller(t, experiment, async (editor, { call, answer, has }) => {
    await call('chaos_run', { path: name, dry: 'activities' });
    await editor.click(button('Yes'));
    const dry = say('tools.run.dry.question', { title: 'A tool', dry: 'activities' });
    const asked = await editor.waitFor({ ...box, text: dry });
    assert.ok(asked.includes(say('editor.tests.harmless', { title: 'A tool' })), asked);
    await editor.click(button(say('editor.consent.run')));
    assert.ok((await answer()).includes(say('engine.verdict-dry')));
    assert.equal(has('first.txt'), false);

    await call('chaos_run', { path: name, activity: '/method/1' });
    await editor.click(button('Yes'));
    await editor.waitFor({ ...box, text: question });
    await editor.click(button(say('editor.consent.run')));
    assert.ok((await answer()).includes(say('engine.verdict-alone', { name: 'second' })));
    assert.deepEqual(['first.txt', 'second.txt', 'back.txt'].map(has), [false, true, false]);

    await call('chaos_run', { path: name, activity: '/method/7' });
    await editor.click(button('Yes'));
    assert.match(await answer(), /^ERROR There is no step at \/method\/7/);
  });
});

test('a run whose call is cancelled is stopped gracefully', async (t) => {
  const [, ...others] = experiment.method;
  const long = {
    type: 'action',
    name: 'long',
    provider: writes('began.txt', 'setTimeout(() => {}, 600_000)'),
  };
  const content = { ...experiment, method: [long, ...others] };
  await withCaller(t, content, async (editor, { call, answer, has }) => {
    await editor.open(name);
    await call('chaos_run', { path: name, rollbackStrategy: 'always' }, 'began.txt');
    await editor.click(button('Yes'));
    await editor.waitFor({ ...box, text: question });
    await editor.click(button(say('editor.consent.run')));
    assert.match(await answer(), /^ERROR Cancel/);
    const lens = { selector: '.codelens-decoration a', text: 'last: interrupted' };
    await editor.waitFor({ ...lens, timeout: minute });
    assert.deepEqual(['second.txt', 'back.txt'].map(has), [false, true]);
  });
});

async function picture(editor: Look, t: TestContext, shown: string): Promise<void> {
  const folder = process.env['CHAOS_WORKBENCH_TEST_PICTURES'];
  if (folder !== undefined) {
    await editor.screenshot({ path: join(folder, `${shown}.png`) });
    t.diagnostic(join(folder, `${shown}.png`));
  }
}
