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
const dialog = (code: string) => ({
  selector: `.monaco-dialog-box .monaco-button:text-is("${format({ code })}")`,
  timeout: minute,
});

/** A button of the walkthrough's step that is open. */
const button = (text: string) => ({
  selector: '.getting-started-step.expanded .monaco-button',
  text,
});

/** A step by its title, and whether it is ticked off. */
const step = (title: string, done = false) => ({
  selector: `.getting-started-step${done ? ':has(.codicon-getting-started-step-checked.complete)' : ''}`,
  text: title,
});

suite('the practice cluster in VS Code', () => {
  test('the walkthrough goes through the lesson by clicks, from an empty window', async (t) => {
    const pictures = await mkdtemp(join(tmpdir(), 'practice-pictures-'));
    const home = await mkdtemp(join(tmpdir(), 'practice-'));
    t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    t.diagnostic(`pictures: ${pictures}`);
    const env = {
      KUBECONFIG: join(home, 'none'),
      CHAOS_WORKBENCH_STATE: join(home, 'state'),
      FRONTEND_URL: undefined,
    };
    const size = { width: 1440, height: 1150 };
    await session({ env, size }, async (editor) => {
      let count = 0;
      const shot = async (name: string) => {
        count += 1;
        const number = String(count).padStart(2, '0');
        await editor.screenshot({ path: join(pictures, `${number}-${name}.png`) });
      };
      await lesson(editor, shot);
    });
  });
});

async function lesson(editor: Look, shot: (name: string) => Promise<void>): Promise<void> {
  const done = (title: string) => editor.waitFor({ ...step(title, true), timeout: minute });
  /** Unfolds a step and presses its button. */
  const press = async (title: string, text: string) => {
    await editor.click({ ...step(title), timeout: minute });
    await editor.click(button(text));
  };
  const explorer = () => editor.click({ selector: '.action-label[aria-label="Chaos"]' });

  await editor.command('Chaos: Learn Chaos Engineering');
  await editor.waitFor(button('Start Practice Cluster'));
  await explorer();
  await editor.waitFor(row('Practice clusternot running'));
  await shot('empty');
  await editor.click(button('Start Practice Cluster'));
  await done('Start the practice cluster');
  await editor.waitFor({ ...row('Practice clusterrunning'), timeout: minute });
  await editor.waitFor(row('defaultruns go here'));
  await shot('started');

  await press('Open the practice workspace', 'Open Practice Workspace');
  await editor.click({ selector: '.quick-input-list .monaco-list-row', text: 'own folder' });
  await done('Open the practice workspace');
  await explorer();
  await editor.waitFor({ ...row('defaultruns go here'), timeout: minute });
  await shot('workspace');

  await press('Deploy the sample services', 'Deploy Frontend v1');
  await done('Deploy the sample services');
  await editor.waitFor({ ...row('front2/2'), timeout: minute });
  await shot('deployed');

  const opened = editor.page.context().waitForEvent('page');
  await press('Look at the frontend', 'Open Frontend');
  const frontend = await opened;
  // code-server proper serves such an address; its VS Code server alone, as here, does not.
  const proxied = /\/proxy\/(\d+)\//.exec(frontend.url());
  await frontend.goto(proxied === null ? frontend.url() : `http://127.0.0.1:${proxied[1]}/`);
  await frontend.waitForSelector('text=Hello from the backend');
  await frontend.close();
  await done('Look at the frontend');

  await press('Delete a pod', 'Run the Pod Experiment');
  const healed = await editor.webviewText({ selector: '.verdict.good', timeout: minute });
  assert.match(healed, /The hypothesis held/);
  await done('Delete a pod');
  await shot('completed');

  await press('Take the backend away', 'Run the Deployment Experiment');
  const broken = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
  assert.match(broken, /front service must still respond.*stopped holding/s);
  await done('Take the backend away');
  await shot('deviated');

  await press('Put the backend back', 'Undo the Run');
  await editor.click(dialog('editor.undo.yes'));
  await done('Put the backend back');
  await editor.waitFor({ ...row('back2/2'), timeout: minute });
  await shot('undone');

  await press('Switch to a frontend', 'Deploy Frontend v2');
  await done('Switch to a frontend');
  await shot('breaker');

  await press('Take the backend away again', 'Run the Deployment Experiment');
  const resilient = await editor.webviewText({ selector: '.verdict.good', timeout: minute });
  assert.match(resilient, /The hypothesis held/);
  await done('Take the backend away again');
  await shot('held');

  await press('Clean up', 'Remove Sample Services');
  await editor.click(dialog('editor.samples.remove'));
  await done('Clean up');
  await shot('clean');
}
