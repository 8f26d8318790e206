import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { canary, strangersUser } from '../canary.ts';
import { driver } from '../driver.ts';
import { openExplorer, refresh, row, rows, toggle } from '../explorer.ts';
import { FakeCluster, writeKubeconfig } from '../fake-cluster.ts';

describe("A stranger's workspace that is not trusted", () => {
  const cluster = new FakeCluster();
  let folder: vscode.Uri;

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = first.uri;
    const open = await cluster.start();
    await writeKubeconfig({ guarded: open, open }, { guarded: strangersUser });
    cluster.add('namespaces', { metadata: { name: 'default', uid: 'ns' } });
  });
  after(() => cluster.stop());
  afterEach(() => assert.equal(existsSync(canary()), false, 'the canary was written'));

  it('executes nothing when its files are opened, hovered and completed', async () => {
    for (const name of ['experiment.json', 'kubeconfig.yaml', '.vscode/settings.json']) {
      const uri = vscode.Uri.joinPath(folder, name);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      for (let line = 0; line < document.lineCount; line++) {
        const position = new vscode.Position(line, document.lineAt(line).text.length >> 1);
        await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
        await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, position);
      }
      await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100);
    }
  });

  it('executes nothing when it is asked to, by command or from the list of commands', async () => {
    const uri = vscode.Uri.joinPath(folder, 'experiment.json');
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('chaos.check', uri);
    await vscode.commands.executeCommand('chaos.run', uri);
    const offered = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    assert.ok(offered.every(({ command }) => command?.command !== 'chaos.run'));
  });

  it('does not take over the kubeconfig of the workspace’s settings', async () => {
    await openExplorer();
    await refresh();
    await driver.waitFor(row('guarded'));
    const texts = await driver.texts({ selector: rows });
    assert.ok(!texts.some((text) => text.includes('strangers')), texts.join());
  });

  it('starts no sign-in program when a context is unfolded, and says why', async () => {
    await driver.waitFor(row('Restricted Mode: no sign-in programs'));
    await toggle('guarded');
    await driver.waitFor({ selector: '.message', text: 'this workspace is not trusted' });
    assert.deepEqual(cluster.requests, []);
  });

  it('shows a cluster that needs none', async () => {
    await driver.click({ selector: `${rows}[aria-level="1"]`, text: 'open' });
    await driver.waitFor(row('default'));
  });
});
