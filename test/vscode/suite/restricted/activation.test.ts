import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('In Restricted Mode the extension', () => {
  it('activates in a workspace that is not trusted', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension('chaos-workbench.chaos-workbench');
    assert.ok(extension);
    await extension.activate();
  });
});
