import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openExperiment, until } from '../experiments.ts';

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Chaos');

/** Name of a problem, as it stands behind its sentence. */
function nameOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

const find = (uri: vscode.Uri, name: string) => ours(uri).find((each) => nameOf(each) === name);

const json = `{
  "title": "t",
  "description": "d",
  "steady-state-hypothesis": {
    "title": "h",
    "probes": [
      {
        "type": "probe",
        "name": "p",
        "tolerance": "200",
        "provider": { "type": "http", "url": "http://localhost/" }
      }
    ]
  },
  "method": [
    {
      "type": "probe",
      "name": "q",
      "timeout": 5,
      "provider": {
        "type": "http",
        "url": "http://localhost/"
      }
    }
  ]
}`;

const yaml = `title: t # why
description: d
steady-state-hypothesis:
  title: h
  probes:
    - type: probe
      name: p
      tolerance: "200" # fine
      provider: { type: http, url: http://localhost/ }
method:
  - type: probe
    name: q
    # it may be slow
    timeout: 5
    provider:
      type: http
      url: http://localhost/ # here
`;

/** Opens a text that was never saved. */
async function openUnsaved(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits for a problem and applies the fix of that title. */
async function mend(document: vscode.TextDocument, name: string, title: RegExp): Promise<void> {
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => find(document.uri, name) !== undefined,
  );
  const problem = find(document.uri, name);
  assert.ok(problem);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
  );
  const fix = actions.find((action) => title.test(action.title));
  assert.ok(fix?.edit, actions.map((action) => action.title).join());
  await vscode.workspace.applyEdit(fix.edit);
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => find(document.uri, name) === undefined,
  );
}

describe('Problems of an experiment', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  it('each leads to the page that explains it', async () => {
    const { document } = await openExperiment(json);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length > 0);
    assert.deepEqual(ours(document.uri).map(nameOf), ['tolerance-quoted', 'timeout-ignored']);
    for (const { code } of ours(document.uri)) {
      assert.ok(typeof code === 'object');
      assert.match(
        code.target.toString(true),
        new RegExp(`^https://[^/]+/.+/blob/main/docs/problems\\.md#${code.value}$`),
      );
    }
  });

  it('are mended alike in JSON and YAML that was never saved, and all else stays', async () => {
    for (const [language, content] of [
      ['json', json],
      ['yaml', yaml],
    ] as const) {
      const document = await openUnsaved(language, content);
      await mend(document, 'tolerance-quoted', /200/);
      await mend(document, 'timeout-ignored', /provider/);
      const expected =
        language === 'json'
          ? content
              .replace('"tolerance": "200"', '"tolerance": 200')
              .replace('      "timeout": 5,\n', '')
              .replace(
                '/"\n      }\n    }\n  ]\n}',
                '/",\n        "timeout": 5\n      }\n    }\n  ]\n}',
              )
          : content
              .replace('tolerance: "200"', 'tolerance: 200')
              .replace('    timeout: 5\n', '')
              .replace('# here\n', '# here\n      timeout: 5\n');
      assert.equal(document.getText(), expected);
      assert.ok(document.isUntitled);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('go away and come back as somebody types', async () => {
    const document = await openUnsaved('yaml', yaml);
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length === 2);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(yaml.indexOf('timeout: 5') + 'timeout'.length);
    edit.insert(document.uri, at, 's');
    await vscode.workspace.applyEdit(edit);
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => find(document.uri, 'timeout-ignored') === undefined,
    );
    await vscode.commands.executeCommand('undo');
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => find(document.uri, 'timeout-ignored') !== undefined,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('in JSON with comments the comments are told, which the editor itself takes for right', async () => {
    const document = await openUnsaved(
      'jsonc',
      json.replace('"title": "t",', '"title": "t", // why'),
    );
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => find(document.uri, 'json-comment') !== undefined,
    );
    await mend(document, 'json-comment', /^Remove it$/);
    assert.doesNotMatch(document.getText(), /why/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('what the service of JSON says too is said once', async () => {
    const { document } = await openExperiment(
      json.replace('"title": "t",', '"title": "t", "title": "t",'),
    );
    await until(vscode.languages.onDidChangeDiagnostics, () => ours(document.uri).length > 0);
    await until(vscode.languages.onDidChangeDiagnostics, () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => /uplicate/.test(message)),
    );
    assert.equal(find(document.uri, 'duplicate-key'), undefined);
  });
});
