import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll, openExperiment } from '../experiments.ts';

const lens = (text: string) => ({ selector: '.codelens-decoration a', text });
const row = (text: string) => ({ selector: '.quick-input-list .monaco-list-row', text });
const title = (text: string) => ({ selector: '.quick-input-title', text });

describe('Options of a run', () => {
  afterEach(closeAll);

  it('are chosen from the lens, remembered for the file, shown, and used again', async () => {
    const editor = await openExperiment({
      title: 'With options',
      description: 'd',
      configuration: { count: 1, word: { type: 'env', key: 'CHAOS_TEST_WORD', default: 'none' } },
      method: [
        action('write', "require('node:fs').writeFileSync('${word}-' + (${count} + 1), '')", {
          pauses: { after: 600 },
        }),
      ],
    });
    const folder = dirname(editor.document.fileName);
    writeFileSync(join(folder, 'given.env'), 'CHAOS_TEST_WORD=there\n');
    const memory = vscode.extensions.getExtension('chaos-workbench.chaos-workbench')?.exports;
    await memory.services.runOptions.set(editor.document.uri.toString(), {
      varFiles: ['given.env'],
    });
    await driver.click(lens('1 variable file'));

    await driver.click(row('Dry run'));
    await driver.click(row('pause'));
    await driver.click({ ...row('Variables') });
    await driver.click(row('count'));
    await driver.waitFor(title('Type of “count”'));
    await driver.click(row('int'));
    await driver.waitFor(title('Value of “count”'));
    await driver.type({ text: 'many' });
    await driver.waitFor({ selector: '.quick-input-message', text: 'should be of type int' });
    await driver.press({ keys: 'Control+A' });
    await driver.type({ text: '41' });
    await driver.press({ keys: 'Enter' });
    await driver.waitFor(row('41 (int)'));
    await driver.press({ keys: 'Escape' });
    await driver.waitFor(row('count:int=41'));
    await driver.click({ selector: '.quick-input-list .monaco-list-row:has(.codicon-play)' });

    await driver.webviewText({ selector: '.verdict', text: 'Completed' });
    const there = (name: string) => existsSync(join(folder, name));
    assert.ok(there('there-42'));
    await driver.waitFor(lens('dry: pause, 1 variable, 1 variable file'));
    await vscode.workspace.fs.delete(vscode.Uri.file(join(folder, 'there-42')));
    await driver.waitFor(lens('last: completed'));
    const ended = new Promise((resolve) => memory.services.history.onDidChange(resolve));
    await driver.webviewClick({ selector: 'vscode-button', text: 'Run again' });
    await ended;
    assert.ok(there('there-42'));
  });
});
