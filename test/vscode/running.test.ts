import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { actionOf } from '../cluster/lesson-support.ts';
import {
  newDeployment,
  newNamespace,
  ready,
  type TestCluster,
  testCluster,
  until,
} from '../cluster/support.ts';
import { cli } from '../practice/support.ts';
import type { Look } from './editor.ts';
import { session } from './session.ts';

const minute = 60_000;
const say = (code: string, args = {}) => format({ code, args });
const lens = (text: string) => ({ selector: '.codelens-decoration a', text, timeout: minute });
const dialog = (text: string) => ({
  selector: `.monaco-dialog-box .monaco-button:text-is("${text}")`,
  timeout: minute,
});
/** There is something to read in the notifications. */
const bell = { selector: '.statusbar-item .codicon-bell-dot', timeout: minute };
const note = (text: string) => ({ selector: '.notification-list-item', text, timeout: minute });

suite('running on the practice cluster, which is reached as any other', () => {
  let home = '';
  let cluster: TestCluster;
  let env: Record<string, string>;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'chaos-running-'));
    const state = join(home, 'state');
    const { code, text } = await cli(state, 'practice', 'up', '--detach').ended;
    assert.equal(code, 0, text);
    const kubeconfig = join(state, 'practice', 'kubeconfig');
    cluster = testCluster(kubeconfig);
    env = { KUBECONFIG: kubeconfig, CHAOS_WORKBENCH_STATE: state };
  });
  after(async () => {
    await cli(join(home, 'state'), 'practice', 'down').ended;
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const replicas = async (ns: string, name: string) => {
    const path = `/apis/apps/v1/namespaces/${ns}/deployments/${name}`;
    const found = await cluster.api<{ spec: { replicas: number } }>('GET', path);
    return found.spec.replicas;
  };
  const scaled = (ns: string, name: string, wanted: number) =>
    until(`${name} has ${wanted}`, async () => (await replicas(ns, name)) === wanted);

  /** A folder with an experiment for each deployment, which scales it to nothing and waits. */
  async function workspace(places: readonly (readonly [ns: string, name: string])[]) {
    const folder = await mkdtemp(join(home, 'workspace-'));
    for (const [ns, name] of places) {
      const scale = actionOf('deployment.actions.scale_deployment', { ns, name, replicas: 0 });
      const method = [{ ...scale, name: `scale-${name}`, pauses: { after: 600 } }];
      const experiment = { title: `Without ${name}`, description: 'd', method };
      const file = join(folder, `${name}.experiment.json`);
      await writeFile(file, JSON.stringify(experiment, null, 2));
      await newDeployment(cluster, ns, name, { replicas: 1 });
    }
    return folder;
  }

  async function start(editor: Look, ns: string, name: string): Promise<void> {
    await editor.open(`${name}.experiment.json`);
    await editor.click(lens('Run experiment'));
    await editor.click(dialog(say('editor.consent.run')));
    await scaled(ns, name, 0);
  }

  test('runs go on side by side, and the emergency stop ends all and puts all back', async (t) => {
    // A run has a namespace to itself.
    const one = await newNamespace(cluster, 'one', t);
    const two = await newNamespace(cluster, 'two', t);
    const folder = await workspace([
      [one, 'one'],
      [two, 'two'],
    ]);
    await session({ folder, env, size: { width: 1500, height: 900 } }, async (editor) => {
      await start(editor, one, 'one');
      await editor.waitFor(lens('Stop (pause)'));
      await start(editor, two, 'two');
      await editor.waitFor({
        selector: '.statusbar-item',
        text: say('editor.clock.several', { count: 2 }),
      });
      const tabs = await editor.texts({ selector: '.tab .label-name' });
      assert.ok(tabs.includes('Without one') && tabs.includes('Without two'), tabs.join());
      await picture(editor, t, 'two-runs');
      await editor.click({ selector: '.statusbar-item a', text: say('editor.emergency.short') });
      await scaled(one, 'one', 1);
      await scaled(two, 'two', 1);
      await editor.command('Notifications: Show Notifications');
      await editor.waitFor(note('2 runs ended. 2 changes were put back.'));
      await picture(editor, t, 'emergency');
      await editor.webviewText({ selector: '.badge', text: 'Interrupted' });
      await editor.waitFor(lens('last: interrupted'));
    });
  });

  test('one action by itself asks first, and is put back from its panel', async (t) => {
    const ns = await newNamespace(cluster, 'alone', t);
    const folder = await workspace([[ns, 'back']]);
    await session({ folder, env, size: { width: 1500, height: 900 } }, async (editor) => {
      await editor.open('back.experiment.json');
      await editor.click(lens('Run only this'));
      const asked = await editor.waitFor({ selector: '.monaco-dialog-box', timeout: minute });
      assert.match(asked, /scales 1 deployment \(back\)/);
      await editor.click(dialog(say('editor.consent.run')));
      await scaled(ns, 'back', 0);
      await editor.webviewClick({ selector: '.row.pause button', text: 'Skip', timeout: minute });
      const text = await editor.webviewText({ selector: '.verdict.good', timeout: minute });
      assert.match(text, /“scale-back” was played by itself and succeeded/);
      await picture(editor, t, 'alone');
      await editor.webviewClick({ selector: 'vscode-button', text: 'Undo', timeout: minute });
      await editor.click(dialog(say('editor.undo.yes')));
      await ready(cluster, ns, 'back', 1);
    });
  });

  test('a live run is left alone by a second window; one whose host is killed is interrupted, and its undo offered', async (t) => {
    const ns = await newNamespace(cluster, 'killed', t);
    const folder = await workspace([[ns, 'front']]);
    const other = join(home, 'other');
    await mkdir(other, { recursive: true });
    await session({ folder, env }, async (editor) => {
      await start(editor, ns, 'front');
      await session({ folder: other, env }, async (second) => {
        await second.command('Chaos: Undo a Run');
        await second.waitFor(bell);
        await second.command('Notifications: Show Notifications');
        await second.waitFor(note(say('workbench.undo-nothing-owed')));
        const told = await second.texts({ selector: '.notification-list-item' });
        assert.ok(!told.join().includes('Without front'), told.join());
      });
      assert.equal(await replicas(ns, 'front'), 0);
      process.kill(await holderOfRun(join(home, 'state')), 'SIGKILL');
    });
    assert.equal(await replicas(ns, 'front'), 0);
    await session({ folder, env }, async (editor) => {
      await editor.waitFor(bell);
      await editor.command('Notifications: Show Notifications');
      await editor.waitFor(note('“Without front” was cut off'));
      await editor.command('Chaos: Focus on Runs View');
      await editor.waitFor({
        selector: '.pane-body .monaco-list-row[aria-label*="interrupted"]',
        text: 'Without front',
        timeout: minute,
      });
      await picture(editor, t, 'killed');
      await editor.click({
        selector: '.notification-list-item .monaco-button',
        text: say('editor.undo.offer-yes'),
      });
      await editor.click(dialog(say('editor.undo.yes')));
      await ready(cluster, ns, 'front', 1);
    });
  });
});

/** The process that holds the lock of the one run that goes on. */
async function holderOfRun(state: string): Promise<number> {
  for (const id of await readdir(join(state, 'runs'))) {
    const lock = await readFile(join(state, 'runs', id, 'lock.json'), 'utf8').catch(
      () => undefined,
    );
    if (lock !== undefined) {
      return JSON.parse(lock).pid;
    }
  }
  throw new Error('no run goes on');
}

/** Keeps a picture where somebody wants to look at them. */
async function picture(editor: Look, t: TestContext, name: string): Promise<void> {
  const folder = process.env['CHAOS_WORKBENCH_TEST_PICTURES'];
  if (folder !== undefined) {
    await editor.screenshot({ path: join(folder, `${name}.png`) });
    t.diagnostic(join(folder, `${name}.png`));
  }
}
