import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { format } from '../../../../src/messages/format.ts';
import { driver } from '../driver.ts';
import { action, closeAll, openExperiment, until } from '../experiments.ts';

describe('In Restricted Mode', () => {
  afterEach(closeAll);

  it('an experiment is checked but nothing of it is ever executed', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const canary = "require('node:fs').writeFileSync('canary.txt', '')";
    const editor = await openExperiment({
      title: 't',
      description: 'd',
      configuration: { value: { type: 'probe', provider: action('c', canary).provider } },
      method: [action('plant', canary), { type: 'action', name: 'broken' }],
    });
    const { uri, fileName } = editor.document;
    await driver.waitFor({ selector: '.codelens-decoration a', text: 'Restricted Mode' });
    const lenses = await driver.texts({ selector: '.codelens-decoration a' });
    assert.ok(!lenses.some((text) => text.includes('Run')), lenses.join());
    const ours = () =>
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Chaos');
    await until(vscode.languages.onDidChangeDiagnostics, () => ours().length > 0);
    await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(1, 5),
    );
    await vscode.commands.executeCommand(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(1, 5),
    );
    // The handlers refuse by themselves: a message is shown, which nothing here waits for.
    await vscode.commands.executeCommand('chaos.run', uri);
    await vscode.commands.executeCommand('chaos.runAgain');
    assert.equal(existsSync(join(dirname(fileName), 'canary.txt')), false);
  });

  it('Python is not started by a check, as it would import modules', async () => {
    const provider = { type: 'python', module: 'planted', func: 'run' };
    const { document } = await openExperiment({
      title: 't',
      description: 'd',
      method: [{ type: 'action', name: 'plant', provider }],
    });
    const folder = dirname(document.fileName);
    const python = join(folder, 'python');
    await writeFile(python, `#!/bin/sh\ntouch '${join(folder, 'canary.txt')}'\n`, { mode: 0o755 });
    const setting = vscode.workspace.getConfiguration('chaosWorkbench.python');
    await setting.update('interpreter', python, vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('chaos.check', document.uri);
    } finally {
      await setting.update('interpreter', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal(existsSync(join(folder, 'canary.txt')), false);
  });

  it('nothing is debugged by F5, by startDebugging or by the command, which says why', async () => {
    const { document } = await openExperiment({
      title: 't',
      description: 'd',
      method: [action('plant', "require('node:fs').writeFileSync('canary.txt', '')")],
    });
    await driver.waitFor({ selector: '.codelens-decoration a', text: 'Restricted Mode' });
    const sessions: vscode.DebugSession[] = [];
    const listening = vscode.debug.onDidStartDebugSession((each) => sessions.push(each));
    await driver.press({ keys: 'F5' });
    // The editor asks for trust, which is refused in tests; it may leave the promise open then.
    void vscode.debug.startDebugging(undefined, {
      type: 'chaos',
      request: 'launch',
      name: 'by a test',
      program: document.uri.fsPath,
    });
    await vscode.commands.executeCommand('chaos.debug', document.uri);
    await vscode.commands.executeCommand('notifications.showList');
    const refusal = format({ code: 'editor.untrusted' });
    await driver.waitFor({ selector: '.notification-list-item', text: refusal });
    await vscode.commands.executeCommand('notifications.clearAll');
    listening.dispose();
    assert.deepEqual(sessions, []);
    assert.equal(existsSync(join(dirname(document.fileName), 'canary.txt')), false);
  });
});
