import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { canary, strangersUser } from '../canary.ts';
import { driver } from '../driver.ts';
import { closeAll } from '../experiments.ts';
import { openExplorer, refresh, row, toggle } from '../explorer.ts';
import { writeKubeconfig } from '../fake-cluster.ts';

describe("A stranger's workspace, once it is trusted,", () => {
  afterEach(async () => {
    rmSync(canary(), { force: true });
    await closeAll();
  });

  it('executes its experiment when it is run, and not before', async () => {
    assert.equal(vscode.workspace.isTrusted, true);
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'experiment.json'));
    await driver.waitFor({ selector: '.codelens-decoration a', text: 'Run experiment' });
    assert.equal(existsSync(canary()), false);
    await driver.click({ selector: '.codelens-decoration a', text: 'Run experiment' });
    await driver.webviewText({ selector: '.verdict', text: 'Completed' });
    assert.match(readFileSync(canary(), 'utf8'), /configuration.*probe.*action/);
  });

  it('starts a sign-in program when its context is unfolded, and not before', async () => {
    await writeKubeconfig({ guarded: 'http://127.0.0.1:1' }, { guarded: strangersUser });
    await openExplorer();
    await refresh();
    await driver.waitFor(row('guarded'));
    assert.equal(existsSync(canary()), false);
    await toggle('guarded');
    await driver.waitFor(row('not connected'));
    assert.equal(readFileSync(canary(), 'utf8'), 'plugin ');
  });
});
