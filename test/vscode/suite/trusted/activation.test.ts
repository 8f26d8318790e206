import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';

describe('The extension', () => {
  it('is there and activates in a trusted workspace', async () => {
    const extension = vscode.extensions.getExtension('chaos-workbench.chaos-workbench');
    assert.ok(extension);
    await extension.activate();
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('is looked at through the driver', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'experiment.json'));
    assert.match(await driver.waitFor({ selector: '.tab', text: 'experiment.json' }), /experiment/);
  });
});
