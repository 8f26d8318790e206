import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { testCluster, until } from '../cluster/support.ts';
import type { Wanted } from './host/actions.ts';
import { choose } from './menu.ts';
import { createFor, lens, minute, practice, row } from './practice-window.ts';

const dialog = { selector: '.monaco-dialog-box' };

/** A line of the terminal. */
const screen = (text: string) => ({ selector: '.xterm-rows', text });

const node = '/api/v1/nodes/practice-1';

interface Node extends KubeObject {
  spec: { unschedulable?: boolean };
}

interface Pod extends KubeObject {
  spec: { nodeName?: string };
}

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
      const open = (text: string, item: string, effect: Wanted) =>
        choose(editor, row(text), item, effect);
      await open('front2/2', 'Describe', { selector: '.view-line', text: 'app=front' });
      await editor.screenshot({ path: join(pictures, '1-describe.png') });
      await open('front2/2', 'Show YAML', { selector: '.view-line', text: 'kind: Deployment' });

      await open('back-…', 'Show Logs', { ...screen('listening'), timeout: minute });
      await editor.screenshot({ path: join(pictures, '2-log.png') });
      await open('back-…', 'Open Shell', screen('Each line is carried out by itself'));
      await editor.type({ text: 'echo it is $HOSTNAME; uname\n' });
      await editor.waitFor(screen('it is back-'));
      await editor.waitFor(screen('executable file not found'));
      await editor.screenshot({ path: join(pictures, '3-shell.png') });

      await open('front2/2', 'Scale', {
        selector: '.quick-input-title',
        text: 'How many pods',
      });
      await editor.type({ text: '1' });
      await editor.press({ keys: 'Enter' });
      await editor.waitFor({ ...row('front1/1'), timeout: minute });
      await open('front1/1', 'Delete', dialog);
      const sure = await editor.waitFor(dialog);
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

  test('a node is cordoned, uncordoned and drained by its menu', async () => {
    await practice(async (editor, kubeconfig) => {
      const cluster = testCluster(kubeconfig);
      const cordoned = async () => (await cluster.api<Node>('GET', node)).spec.unschedulable;
      const onNode = async () => {
        const pods = await cluster.list<Pod>('/api/v1/namespaces/default/pods');
        return pods.filter(({ spec }) => spec.nodeName === 'practice-1');
      };
      await editor.click(row('Nodes'));
      await editor.waitFor(row('practice-1Ready'));
      // The practice cluster asks for nothing that can be taken back.
      const cordonedRow = row('practice-1Ready · cordoned');
      await choose(editor, row('practice-1Ready'), 'Cordon', cordonedRow);
      assert.equal(await cordoned(), true);
      assert.ok((await onNode()).length > 0);
      await choose(editor, row('practice-1Ready'), 'Uncordon');
      await editor.waitGone({ ...cordonedRow, timeout: minute });
      assert.ok(!(await cordoned()));

      await choose(editor, row('practice-1Ready'), 'Drain', dialog);
      const sure = await editor.waitFor(dialog);
      assert.match(sure, /Drain node practice-1 on Practice cluster\?/);
      await editor.click({ selector: '.monaco-dialog-box .monaco-button:text-is("Cancel")' });
      await editor.waitGone(dialog);
      assert.ok(!(await cordoned()));
      assert.ok((await onNode()).length > 0);

      await choose(editor, row('practice-1Ready'), 'Drain', dialog);
      await editor.click({ selector: '.monaco-dialog-box .monaco-button:text-is("Drain")' });
      await editor.waitFor({ ...cordonedRow, timeout: minute });
      await until('no pod is left on the node', async () => (await onNode()).length === 0);
      await editor.waitFor({ ...row('back2/2'), timeout: minute });
      await editor.waitFor({ ...row('front2/2'), timeout: minute });
    });
  });
});
