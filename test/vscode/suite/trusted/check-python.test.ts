import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { closeAll, openExperiment, until } from '../experiments.ts';

/** A real Python, by its own path. */
const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).trim();

const calls = (name: string, module: string, func: string) => ({
  type: 'probe',
  name,
  provider: { type: 'python', module, func },
});

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Chaos');

describe('Check asks Python', () => {
  const setting = vscode.workspace.getConfiguration('chaosWorkbench.python');
  before(() => setting.update('interpreter', python, vscode.ConfigurationTarget.Workspace));
  after(() => setting.update('interpreter', undefined, vscode.ConfigurationTarget.Workspace));
  afterEach(closeAll);

  it('for what it has not, and tells how to get it; until the text changes', async () => {
    const editor = await openExperiment({
      title: 't',
      description: 'd',
      method: [
        calls('there', 'os', 'getcwd'),
        calls('misspelt', 'os', 'getcwdd'),
        calls('not there', 'chaos_no_such_module.probes', 'ask'),
      ],
    });
    const { document } = editor;
    await vscode.commands.executeCommand('chaos.check');
    const found = ours(document.uri).map(({ code, message, range }) => ({
      code: (code as { value: unknown }).value,
      page: (code as { target: vscode.Uri }).target.fragment,
      message,
      text: document.getText(range),
    }));
    assert.deepEqual(
      found.map(({ code, page, text }) => [code, page, text]),
      [
        ['python-function', 'python-function', '"getcwdd"'],
        ['python-module', 'python-module', '"chaos_no_such_module.probes"'],
      ],
    );
    assert.ok(found[1]?.message.includes(`${python} -m pip install chaos_no_such_module`));

    const title = document.positionAt(document.getText().indexOf('"t"') + 1);
    await editor.edit((edit) => edit.insert(title, 'A '));
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length === 0);
  });
});
