import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { closeAll, openExperiment, until } from '../experiments.ts';

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Chaos');

const misspelt = {
  title: 't',
  description: 'd',
  method: [
    {
      type: 'action',
      name: 'a',
      provider: {
        type: 'python',
        module: 'chaosk8s.pod.actions',
        func: 'terminate_pod',
        arguments: { label_selector: 'app=front' },
      },
    },
  ],
};

describe('Writing an experiment', () => {
  afterEach(closeAll);

  it('shows a problem at its place, with a fix that mends it', async () => {
    const { document } = await openExperiment(misspelt);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length > 0);
    const [problem] = ours(document.uri);
    assert.ok(problem);
    assert.match(problem.message, /terminate_pod.*is not an activity.*terminate_pods/);
    assert.equal(document.getText(problem.range).replaceAll('"', ''), 'terminate_pod');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title.includes('terminate_pods'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length === 0);
    assert.match(document.getText(), /"terminate_pods"/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('reports the same in YAML, and in an untitled text of any name', async () => {
    const yaml = [
      'title: t',
      'description: d',
      'method:',
      '  - type: action',
      '    name: a',
      '    provider:',
      '      type: python',
      '      module: chaosk8s.pod.actions',
      '      func: terminate_pod',
      '      arguments:',
      '        label_selector: app=front',
    ].join('\n');
    for (const [language, content] of [
      ['yaml', yaml],
      ['json', JSON.stringify(misspelt, null, 2)],
    ] as const) {
      const document = await vscode.workspace.openTextDocument({ language, content });
      await vscode.window.showTextDocument(document);
      await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length > 0);
      const [problem] = ours(document.uri);
      assert.ok(problem);
      assert.equal(document.getText(problem.range).replaceAll('"', ''), 'terminate_pod');
      await driver.waitFor({ selector: '.codelens-decoration a', text: 'Check' });
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('does not repeat what the editor says about JSON itself', async () => {
    const { document } = await openExperiment('{ "title": "t", "method": [ }');
    const all = () => vscode.languages.getDiagnostics(document.uri);
    await until(vscode.languages.onDidChangeDiagnostics, () => all().length > 0);
    await vscode.commands.executeCommand('chaos.check', document.uri);
    const places = all().map(({ range }) => `${range.start.line}:${range.start.character}`);
    assert.equal(new Set(places).size, places.length, JSON.stringify(all()));
  });

  it('leaves other files alone', async () => {
    const editor = await openExperiment({ name: 'a', method: 'GET' }, 'package.json');
    await vscode.commands.executeCommand('chaos.check', editor.document.uri);
    assert.deepEqual(ours(editor.document.uri), []);
    assert.deepEqual(await driver.texts({ selector: '.codelens-decoration a' }), []);
  });
});
