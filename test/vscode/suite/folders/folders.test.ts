import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll } from '../experiments.ts';

/** No experiment by its name or by what it contains. */
const part = '{"title": "t"}';

describe('Two folders in a window', () => {
  const folders = () => vscode.workspace.workspaceFolders ?? [];
  const pathOf = (index: number, file: string) => join(folders()[index]?.uri.fsPath ?? '', file);

  before(() => {
    assert.equal(folders().length, 2);
    const seen = "require('node:fs').writeFileSync('seen.txt', String(process.env.WHERE))";
    const experiment = { title: 'Where am I?', description: 'd', method: [action('write', seen)] };
    for (const index of [0, 1]) {
      for (const [file, text] of [
        ['parts/one.json', part],
        ['runs/experiment.json', JSON.stringify(experiment, null, 2)],
      ] as const) {
        mkdirSync(dirname(pathOf(index, file)), { recursive: true });
        writeFileSync(pathOf(index, file), text);
      }
    }
  });
  afterEach(closeAll);

  it('have globs of their own', async () => {
    const names = (tasks: vscode.Task[]) =>
      tasks.flatMap(({ definition, scope }) =>
        definition['action'] === 'check' && typeof scope === 'object'
          ? [`${scope.name} ${definition['experiment']}`]
          : [],
      );
    assert.deepEqual(names(await vscode.tasks.fetchTasks({ type: 'chaos' })).sort(), [
      'bank runs/experiment.json',
      'shop parts/one.json',
      'shop runs/experiment.json',
    ]);
    const lenses = async (index: number) => {
      const uri = vscode.Uri.file(pathOf(index, 'parts/one.json'));
      await vscode.window.showTextDocument(uri);
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
        10,
      );
      return found.some(({ command }) => command?.command === 'chaos.run');
    };
    assert.deepEqual([await lenses(0), await lenses(1)], [true, false]);
  });

  it('have variables and journals of their own, and runs in the folder of their file', async () => {
    for (const [index, where] of ['shop', 'bank'].entries()) {
      await vscode.window.showTextDocument(vscode.Uri.file(pathOf(index, 'runs/experiment.json')));
      await driver.waitFor({ selector: '.codelens-decoration a', text: 'Run experiment' });
      await driver.click({ selector: '.codelens-decoration a', text: 'Run experiment' });
      await driver.webviewText({ selector: '.verdict', text: 'Completed' });
      assert.equal(readFileSync(pathOf(index, 'runs/seen.txt'), 'utf8'), where);
      await closeAll();
    }
    const journal = 'runs/shop-journal.json';
    assert.deepEqual(
      [0, 1].map((index) => existsSync(pathOf(index, journal))),
      [true, false],
    );
  });
});
