import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll, openExperiment, probe } from '../experiments.ts';

const lens = (text: string) => ({ selector: '.codelens-decoration a', text });
const writes = (file: string) => `require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`;

describe('Running one activity', () => {
  afterEach(closeAll);

  it('plays the one under the lens, and says nothing of the experiment', async () => {
    const editor = await openExperiment({
      title: 'One of two',
      description: 'd',
      method: [action('first', writes('first.txt')), action('second', writes('second.txt'))],
      rollbacks: [action('back', writes('back.txt'))],
    });
    const { selector, text: title } = lens('Run only this');
    await driver.click({ selector: `:nth-match(${selector}:has-text("${title}"), 2)` });
    const text = await driver.webviewText({ selector: '.verdict.good' });
    assert.match(text, /“second” was played by itself and succeeded/);
    assert.doesNotMatch(text, /first/);
    const there = (name: string) => existsSync(join(dirname(editor.document.fileName), name));
    assert.deepEqual(['first.txt', 'second.txt', 'back.txt'].map(there), [false, true, false]);
    await driver.waitFor(lens('Run experiment'));
    const lenses = await driver.texts({ selector: '.codelens-decoration a' });
    assert.ok(!lenses.join().includes('last:'), lenses.join());
    await driver.webviewClick({ selector: 'vscode-button', text: 'Run again' });
    await driver.webviewText({ selector: '.verdict.good', text: 'by itself' });
    assert.equal(there('first.txt'), false);
  });

  it('judges a probe of the hypothesis, at the cursor', async () => {
    const editor = await openExperiment({
      title: 'A probe',
      description: 'd',
      'steady-state-hypothesis': {
        title: 'h',
        probes: [probe('must be one', 'process.exit(0)', 1)],
      },
      method: [action('act', writes('act.txt'))],
    });
    const at = editor.document.positionAt(editor.document.getText().indexOf('must be one'));
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('chaos.runActivity');
    const text = await driver.webviewText({ selector: '.verdict.bad' });
    assert.match(text, /“must be one” was asked by itself and is outside its tolerance/);
    assert.equal(existsSync(join(dirname(editor.document.fileName), 'act.txt')), false);
  });

  it('plays the activity as it is edited, and never another that took its place', async () => {
    const editor = await openExperiment({
      title: 'Edited',
      description: 'd',
      method: [action('mine', writes('old.txt'))],
    });
    const { document } = editor;
    const there = (name: string) => existsSync(join(dirname(document.fileName), name));
    const whole = () => new vscode.Range(0, 0, document.lineCount, 0);
    const edited = {
      method: [action('other', writes('other.txt')), action('mine', writes('new.txt'))],
    };
    const rest = { title: 'Edited', description: 'd' };
    await editor.edit((edit) =>
      edit.replace(whole(), JSON.stringify({ ...rest, ...edited }, null, 2)),
    );
    const uri = document.uri.toString();
    const click = { uri, pointer: '/method/0', name: 'mine' };
    await vscode.commands.executeCommand('chaos.runActivity', click);
    await driver.webviewText({ selector: '.verdict.good', text: 'mine' });
    assert.deepEqual(['old.txt', 'other.txt', 'new.txt'].map(there), [false, false, true]);
    await editor.edit((edit) =>
      edit.replace(
        whole(),
        JSON.stringify({ ...rest, method: [action('other', writes('other.txt'))] }),
      ),
    );
    await vscode.commands.executeCommand('chaos.runActivity', click);
    await vscode.commands.executeCommand('notifications.showList');
    await driver.waitFor({ selector: '.notification-list-item', text: 'The text has changed' });
    assert.equal(there('other.txt'), false);
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
