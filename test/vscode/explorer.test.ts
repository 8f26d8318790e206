import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import type { Look } from './editor.ts';
import { session } from './session.ts';

const minute = 60_000;
const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });
const menu = (text: string) => ({ selector: '.monaco-menu .action-label', text });
const pick = (text: string) => ({ selector: '.quick-input-list .monaco-list-row', text });
const lens = (text: string) => ({ selector: '.codelens-decoration a', text });

suite('the explorer in VS Code, on the practice cluster', () => {
  test('an experiment for a workload is written by its menu, and runs as it is', async (t) => {
    const pictures = await mkdtemp(join(tmpdir(), 'explorer-pictures-'));
    t.diagnostic(`pictures: ${pictures}`);
    await practice(async (editor) => {
      await createFor(editor, row('back2/2'), 'create.fault.pod');
      await editor.screenshot({ path: join(pictures, '1-created.png') });
      await editor.type({ text: 'Does it heal?' });
      await editor.waitFor({ selector: '.view-line', text: '"title": "Does it heal?"' });
      assert.deepEqual(await editor.texts({ selector: '.squiggly-error, .squiggly-warning' }), []);
      await editor.click(lens('Run experiment'));
      const healed = await editor.webviewText({ selector: '.verdict.good', timeout: minute });
      assert.match(healed, /The hypothesis held/);
      await editor.screenshot({ path: join(pictures, '2-healed.png') });

      await editor.command('View: Close All Editors in Group');
      await editor.command('View: Revert and Close Editor');
      await createFor(editor, row('back2/2'), 'create.fault.scale');
      await editor.click(lens('Run experiment'));
      const gone = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(gone, /stopped holding/);
      await editor.screenshot({ path: join(pictures, '3-scaled.png') });
      await editor.waitFor({ ...row('back2/2'), timeout: minute });
    });
  });

  test('what a row can do is in its menu: log, shell, describe, scale, delete', async (t) => {
    const pictures = await mkdtemp(join(tmpdir(), 'explorer-pictures-'));
    t.diagnostic(`pictures: ${pictures}`);
    await practice(async (editor) => {
      const open = (text: string, item: string) => choose(editor, row(text), item);
      await open('front2/2', 'Describe');
      await editor.waitFor({ selector: '.view-line', text: 'app=front' });
      await editor.screenshot({ path: join(pictures, '1-describe.png') });
      await open('front2/2', 'Show YAML');
      await editor.waitFor({ selector: '.view-line', text: 'kind: Deployment' });

      await open('back-…', 'Show Logs');
      await editor.waitFor({ ...screen('listening'), timeout: minute });
      await editor.screenshot({ path: join(pictures, '2-log.png') });
      await open('back-…', 'Open Shell');
      await editor.waitFor(screen('Each line is carried out by itself'));
      await editor.type({ text: 'echo it is $HOSTNAME; uname\n' });
      await editor.waitFor(screen('it is back-'));
      await editor.waitFor(screen('executable file not found'));
      await editor.screenshot({ path: join(pictures, '3-shell.png') });

      await open('front2/2', 'Scale');
      await editor.waitFor({ selector: '.quick-input-title', text: 'How many pods' });
      await editor.type({ text: '1' });
      await editor.press({ keys: 'Enter' });
      await editor.waitFor({ ...row('front1/1'), timeout: minute });
      await open('front1/1', 'Delete');
      const sure = await editor.waitFor({ selector: '.monaco-dialog-box' });
      assert.match(sure, /Delete Deployment front in default on Practice cluster\?/);
      await editor.screenshot({ path: join(pictures, '4-delete.png') });
      await editor.click({ selector: '.monaco-dialog-box .monaco-button:text-is("Delete")' });
      await editor.waitGone({ ...row('front1/1'), timeout: minute });

      await editor.click(row('Nodes'));
      await editor.waitFor(row('Ready'));
      await editor.click(row('Events'));
      await editor.waitFor(row('Killing front-'));
      await editor.screenshot({ path: join(pictures, '5-events.png') });
    });
  });
});

/** A line of the terminal. */
const screen = (text: string) => ({ selector: '.xterm-rows', text });

/** Opens the menu of a workload, and chooses the fault. */
async function createFor(
  editor: Look,
  workload: { selector: string; text: string },
  fault: string,
): Promise<void> {
  await choose(editor, workload, 'Create Experiment for');
  await editor.click(pick(format({ code: fault })));
  await editor.waitFor({ selector: '.tab.active', text: 'Untitled' });
  await editor.waitFor(lens('Run experiment'));
}

/** Opens the menu of a row and chooses; a menu that has just opened takes no click for a moment. */
async function choose(
  editor: Look,
  of: { selector: string; text: string },
  item: string,
): Promise<void> {
  const chosen = menu(item);
  const opened = () =>
    editor.waitFor({ ...chosen, timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  do {
    await editor.click({ ...of, button: 'right', timeout: minute });
    // A row that is drawn anew just then opens no menu of its own.
  } while (!(await opened()));
  await editor.hover(chosen);
  for (;;) {
    await editor.click(chosen);
    try {
      return await editor.waitGone({ ...chosen, timeout: 3_000 });
    } catch {
      // Still there: it was too early.
    }
  }
}

/** A window whose practice cluster runs the sample services. */
async function practice(use: (editor: Look) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'explorer-'));
  const env = {
    KUBECONFIG: join(home, 'none'),
    CHAOS_WORKBENCH_STATE: join(home, 'state'),
    FRONTEND_URL: undefined,
  };
  try {
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    await session({ env, settings, size: { width: 1440, height: 900 } }, async (editor) => {
      await editor.click({ selector: '.action-label[aria-label="Chaos"]', timeout: minute });
      await editor.click(row('Practice clusternot running'));
      await editor.waitFor({ ...row('Practice clusterrunning'), timeout: minute });
      await editor.command('Chaos: Deploy Sample Services');
      await editor.click(pick('frontend v1'));
      await editor.waitFor({ ...row('back2/2'), timeout: minute });
      await use(editor);
    });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
