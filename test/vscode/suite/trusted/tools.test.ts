import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { action, closeAll, probe } from '../experiments.ts';
import { deployment, FakeCluster, writeKubeconfig } from '../fake-cluster.ts';
import { answer, refusal } from '../tools.ts';

const name = 'tool.experiment.json';
const written = 'tool-was-here.txt';

describe('Tools for language models', () => {
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const file = () => join(folder(), name);
  const experiment = {
    title: 'A tool',
    description: 'd',
    'steady-state-hypothesis': { title: 'h', probes: [probe('is there', '', 0)] },
    method: [action('write', `require('node:fs').writeFileSync('${written}', '')`)],
  };
  const save = (content: object) => writeFileSync(file(), JSON.stringify(content, null, 2));
  beforeEach(() => save(experiment));
  afterEach(async () => {
    await closeAll();
    rmSync(file(), { force: true });
    rmSync(join(folder(), written), { force: true });
  });

  it('are known to every extension, with what they are for', () => {
    const own = vscode.lm.tools.filter((tool) => tool.name.startsWith('chaos_'));
    assert.deepEqual(own.map((tool) => tool.name).sort(), [
      'chaos_check',
      'chaos_explainJournal',
      'chaos_listActivities',
      'chaos_previewTargets',
      'chaos_run',
    ]);
  });

  it('check an experiment by the text on the screen, saved or not', async () => {
    assert.equal(await answer('chaos_check', { path: name }), `${name}: no problem was found.`);
    const document = await vscode.workspace.openTextDocument(file());
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('"method"'));
    await editor.edit((edit) => edit.insert(at.translate(0, 1), 'x'));
    const text = await answer('chaos_check', { path: file() });
    assert.match(text, /^tool\.experiment\.json:1:1: error: .* \[missing-method\] See https:/m);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('read a file anew that was changed beside the editor, whatever its line ends', async () => {
    const none = `${name}: no problem was found.`;
    const { method: _, ...broken } = experiment;
    const text = JSON.stringify(experiment, null, 2);
    assert.equal(await answer('chaos_check', { path: name }), none);
    save(broken);
    assert.match(await answer('chaos_check', { path: name }), /\[missing-method\]/);
    writeFileSync(file(), `\uFEFF${text.replaceAll('\n', '\r\n').replace('\r\n', '\n')}`);
    assert.equal(await answer('chaos_check', { path: name }), none);
  });

  it('list activities', async () => {
    const text = await answer('chaos_listActivities', { filter: 'terminate', kind: 'action' });
    assert.match(text, /^chaosk8s\.pod\.actions\.terminate_pods \(action\): /m);
    assert.match(await refusal('chaos_listActivities', { kind: 'both' }), /one of probe, action/);
  });

  it('tell that what programs hit is not known', async () => {
    const text = await answer('chaos_previewTargets', { path: name });
    assert.match(text, /^\/method\/0 “write”: .*not known\.$/m);
  });

  it('tell what actions on the cluster would hit now', async () => {
    const cluster = new FakeCluster();
    await writeKubeconfig({ works: await cluster.start() });
    try {
      for (const [resource, object] of deployment('front', 2)) {
        cluster.add(resource, object);
      }
      const provider = {
        type: 'python',
        module: 'chaosk8s.pod.actions',
        func: 'terminate_pods',
        arguments: { label_selector: 'app=front', all: true },
      };
      save({ ...experiment, method: [{ type: 'action', name: 'kill', provider }] });
      const text = await answer('chaos_previewTargets', { path: name });
      assert.match(
        text,
        /^\/method\/0 “kill” \(chaosk8s\.pod\.actions\.terminate_pods\) on works: hits 2 pods in default: front-pod-1, front-pod-2$/m,
      );
      assert.match(text, /^ {4}Undo: /m);
      assert.ok(cluster.requests.every((request) => request.startsWith('GET ')));
      assert.match(await refusal('chaos_run', { path: name }), /refused to show dialog/);
      assert.ok(cluster.requests.every((request) => request.startsWith('GET ')));
    } finally {
      cluster.stop();
      rmSync(process.env['KUBECONFIG'] ?? '', { force: true });
    }
  });

  it('read nothing outside the workspace, and say in a sentence what is wrong', async () => {
    for (const tool of ['chaos_check', 'chaos_previewTargets', 'chaos_explainJournal']) {
      for (const path of ['../secret.json', join(folder(), '..', 'secret.json'), '/etc/hosts']) {
        assert.match(await refusal(tool, { path }), /is outside this workspace/, `${tool} ${path}`);
      }
      assert.match(await refusal(tool, { path: 'none.json' }), /There is no file none\.json/);
      assert.match(await refusal(tool, {}), /“path” must be a text/);
    }
  });

  it('explain the last run of an experiment, and its journal', async () => {
    assert.match(await refusal('chaos_explainJournal', { path: name }), /has not been run/);
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('chaos.run', document.uri);
    const text = await answer('chaos_explainJournal', { path: name });
    assert.match(text, /^“A tool”: Completed\. The hypothesis held/);
    assert.match(text, /: “is there” \(probe, tolerance 0\)$/m);
    assert.match(text, /: “write” \(action\)$/m);
    assert.match(text, /^Nothing that this run changed/m);
    const [, journal = ''] = /^Journal: (.+)$/m.exec(text) ?? [];
    assert.equal(await answer('chaos_explainJournal', { path: journal }), text);
  });

  it('run nothing without the question of their own, even where the editor asks nothing', async () => {
    // To tests inside, the editor says yes by itself as “always allow” does, but shows no modal.
    const text = await refusal('chaos_run', { path: name });
    assert.match(text, /refused to show dialog.*The chat wants to run “A tool”/);
    assert.equal(existsSync(join(folder(), written)), false);
  });
});
