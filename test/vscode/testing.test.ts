import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { until } from '../cluster/support.ts';
import type { Look } from './editor.ts';
import { choose } from './menu.ts';
import { session } from './session.ts';

const minute = 60_000;
const say = (code: string, args = {}) => format({ code, args });
const node = (code: string) => ({
  type: 'process',
  path: process.execPath,
  arguments: ['-e', code],
});
const notes = (name: string) => `require('node:fs').appendFileSync('order.txt', '${name} ')`;
const action = (name: string) => ({ type: 'action', name, provider: node(notes(name)) });
const probe = (name: string, code: string) => ({
  type: 'probe',
  name,
  tolerance: 0,
  provider: node(code),
});

/** Fails when the file that the action writes is there. */
const noOrder = "process.exit(require('node:fs').existsSync('order.txt') ? 3 : 0)";

const experiments = {
  'a-holds.experiment.json': {
    title: 'It holds',
    description: 'd',
    'steady-state-hypothesis': { title: 'h', probes: [probe('is there', 'process.exit(0)')] },
    method: [action('first')],
    rollbacks: [],
  },
  'b-deviates.experiment.json': {
    title: 'It deviates',
    description: 'd',
    'steady-state-hypothesis': {
      title: 'h',
      probes: [probe('no second yet', noOrder.replaceAll('order.txt', 'second.txt'))],
    },
    method: [
      {
        type: 'action',
        name: 'second',
        provider: node(`${notes('second')};require('node:fs').writeFileSync('second.txt', '')`),
      },
    ],
    rollbacks: [],
  },
  'c-broken.experiment.json': {
    title: 'It is broken',
    description: 'd',
    method: [{ type: 'action' }],
  },
};

async function workspace(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-tests-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, experiment] of Object.entries(experiments)) {
    await writeFile(join(folder, name), JSON.stringify(experiment, null, 2));
  }
  return folder;
}

/** A row of the Test Explorer by its title, with its state in words. */
const item = (title: string, state = '') => ({
  selector: `.test-explorer-tree .monaco-list-row[aria-label*="${title}"]${state && `[aria-label*="${state}"]`}`,
  timeout: minute,
});
const dialog = (text: string) => ({
  selector: `.monaco-dialog-box .monaco-button:text-is("${text}")`,
  timeout: minute,
});

async function explorer(editor: Look): Promise<void> {
  await editor.command('Testing: Focus on Test Explorer View');
  await editor.waitFor(item('It holds'));
}

/** Chooses a profile for a test, as a person does. */
async function runWith(editor: Look, title: string, text: string): Promise<void> {
  const profile = { selector: '.quick-input-list .monaco-list-row', text };
  await choose(editor, item(title), 'Execute Using Profile', profile);
  await editor.click(profile);
}

test('the Test Explorer checks by default and injects nothing', async (t) => {
  const folder = await workspace(t);
  await session({ folder, env: env(folder) }, async (editor) => {
    await explorer(editor);
    await editor.command('Test: Run All Tests');
    await editor.waitFor(item('It is broken', 'Failed'));
    await editor.waitFor(item('It holds', 'Passed'));
    await editor.waitFor(item('It deviates', 'Passed'));
    assert.equal(existsSync(join(folder, 'order.txt')), false);
    await picture(editor, t, 'checked');
  });
});

test('faults are injected after one question, one experiment after the other, and told as tests', async (t) => {
  const folder = await workspace(t);
  const order = () => readFile(join(folder, 'order.txt'), 'utf8').catch(() => '');
  await session({ folder, env: env(folder) }, async (editor) => {
    await explorer(editor);
    await editor.click(item('It holds'));
    await editor.page.keyboard.down('Shift');
    await editor.click(item('It deviates'));
    await editor.page.keyboard.up('Shift');
    await runWith(editor, 'It deviates', say('editor.tests.run'));
    const asked = await editor.waitFor({ selector: '.monaco-dialog-box', timeout: minute });
    assert.match(asked, /Run 2 experiments, one after the other/);
    assert.match(asked, /“It holds”: 1 action calls[\s\S]*“It deviates”: 1 action calls/);
    await picture(editor, t, 'question');
    assert.equal(await order(), '');
    await editor.click(dialog('Cancel'));
    await editor.waitFor(item('It deviates', 'Skipped'));
    assert.equal(await order(), '');

    await runWith(editor, 'It deviates', say('editor.tests.run'));
    await editor.click(dialog(say('editor.consent.run')));
    await editor.waitFor(item('It deviates', 'Failed'));
    await editor.waitFor(item('It holds', 'Passed'));
    assert.equal(await order(), 'first second ');
    await editor.waitFor({
      selector: '.part.panel .monaco-list-row',
      text: '“no second yet” stopped',
    });
    await picture(editor, t, 'failed');
  });
});

const stopAll = 'Test: Cancel Test Run';

/** Notes that it has begun, and waits until it is cut. */
const lasting = (title: string, strategy: string) => ({
  title,
  description: 'd',
  method: [{ ...action('begun'), pauses: { after: 600 } }, action('never')],
  rollbacks: [action('mended')],
  runtime: { rollbacks: { strategy } },
});

test('who cancels has runs stopped, put back as their strategy says, and the rest skipped', async (t) => {
  const folder = await workspace(t);
  const order = () => readFile(join(folder, 'order.txt'), 'utf8').catch(() => '');
  const written = (name: string, strategy: string) =>
    writeFile(
      join(folder, 'a-holds.experiment.json'),
      JSON.stringify(lasting(name, strategy), null, 2),
    );
  await written('It lasts', 'always');
  await session({ folder, env: env(folder) }, async (editor) => {
    await editor.command('Testing: Focus on Test Explorer View');
    await editor.click(item('It lasts'));
    await editor.page.keyboard.down('Shift');
    await editor.click(item('It deviates'));
    await editor.page.keyboard.up('Shift');
    await runWith(editor, 'It deviates', say('editor.tests.run'));
    await editor.click(dialog(say('editor.consent.run')));
    await until('it has begun', async () => (await order()) === 'begun ');
    await editor.command(stopAll);
    await editor.waitFor(item('It lasts', 'Skipped'));
    await editor.waitFor(item('It deviates', 'Skipped'));
    assert.equal(await order(), 'begun mended ');
    await picture(editor, t, 'cancelled');

    await rm(join(folder, 'order.txt'));
    await written('It is left', 'default');
    await runWith(editor, 'It is left', say('editor.tests.run'));
    await editor.click(dialog(say('editor.consent.run')));
    await until('it has begun', async () => (await order()) === 'begun ');
    await editor.command(stopAll);
    await editor.waitFor(item('It is left', 'Skipped'));
    assert.equal(await order(), 'begun ');
  });
});

test('a check that is cancelled is skipped, and so is all that would have come', async (t) => {
  const folder = await workspace(t);
  const asked = Promise.withResolvers<void>();
  // A vault that does not answer: a dry run waits for its secrets.
  const vault = createServer(() => asked.resolve());
  vault.listen(0, '127.0.0.1');
  await once(vault, 'listening');
  t.after(() => {
    vault.closeAllConnections();
    vault.close();
  });
  const { port } = vault.address() as AddressInfo;
  const waits = {
    ...lasting('It waits', 'always'),
    configuration: { vault_addr: `http://127.0.0.1:${port}`, vault_token: 'token' },
    secrets: { login: { password: { type: 'vault', path: 'shop/db', key: 'password' } } },
  };
  await writeFile(join(folder, 'a-holds.experiment.json'), JSON.stringify(waits, null, 2));
  await session({ folder, env: env(folder) }, async (editor) => {
    await editor.command('Testing: Focus on Test Explorer View');
    await editor.waitFor(item('It waits'));
    await editor.waitFor(item('It is broken'));
    await editor.command('Test: Run All Tests');
    await asked.promise;
    await editor.command(stopAll);
    await editor.waitFor(item('It waits', 'Skipped'));
    await editor.waitFor(item('It deviates', 'Skipped'));
    await editor.waitFor(item('It is broken', 'Skipped'));
    assert.equal(existsSync(join(folder, 'order.txt')), false);
  });
});

test('an activity that a dry run would play keeps its experiment from being played dry', async (t) => {
  const folder = await workspace(t);
  const { 'a-holds.experiment.json': holds } = experiments;
  const own = { ...holds, method: [{ ...action('first'), dry: false }] };
  await writeFile(join(folder, 'a-holds.experiment.json'), JSON.stringify(own, null, 2));
  await session({ folder, env: env(folder) }, async (editor) => {
    await explorer(editor);
    await editor.command('Test: Run All Tests');
    await editor.waitFor(item('It holds', 'Passed'));
    await editor.waitFor(item('It is broken', 'Failed'));
    assert.equal(existsSync(join(folder, 'order.txt')), false);
  });
});

test('a task runs an experiment in its terminal, and its exit code tells the verdict', async (t) => {
  const folder = await workspace(t);
  const terminal = {
    selector:
      '.terminal-wrapper.active .xterm-accessibility-tree, .terminal-wrapper.active .xterm-rows',
  };
  const task = async (editor: Look, title: string) => {
    await editor.press({ keys: 'Control+P' });
    await editor.waitFor({ selector: '.quick-input-widget input' });
    await editor.type({ text: 'task ' });
    const rows = '.quick-input-list .monaco-list-row';
    await editor.click({ selector: rows, text: 'chaos', timeout: minute });
    await editor.click({ selector: `${rows}[aria-label*="${title}"]`, timeout: minute });
  };
  await session(
    { folder, env: env(folder), settings: { 'editor.accessibilitySupport': 'on' } },
    async (editor) => {
      await task(editor, say('editor.task.run', { experiment: 'b-deviates.experiment.json' }));
      await editor.waitFor({ ...terminal, text: 'stopped holding', timeout: minute });
      await editor.waitFor({ ...terminal, text: 'Experiment ended with status: deviated' });
      assert.ok(existsSync(join(folder, 'second.txt')));
      await editor.waitFor({ ...terminal, text: 'exit code: 1' });
      await picture(editor, t, 'task');
    },
  );
});

function env(folder: string) {
  return { KUBECONFIG: join(folder, 'none'), CHAOS_WORKBENCH_STATE: join(folder, 'state') };
}

async function picture(editor: Look, t: TestContext, name: string): Promise<void> {
  const folder = process.env['CHAOS_WORKBENCH_TEST_PICTURES'];
  if (folder !== undefined) {
    await editor.screenshot({ path: join(folder, `${name}.png`) });
    t.diagnostic(join(folder, `${name}.png`));
  }
}
