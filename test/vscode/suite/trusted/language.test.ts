import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { closeAll, openExperiment } from '../experiments.ts';
import { openExplorer, refresh, row, toggle } from '../explorer.ts';
import { deployment, FakeCluster, writeKubeconfig } from '../fake-cluster.ts';

const { executeCommand } = vscode.commands;

/** The same experiment in both formats, with a mark where the test looks. */
const texts = {
  json: `{
  "title": "t",
  "description": "d",
  "configuration": {"url": "http://localhost", "wait": 5},
  "secrets": {"shop": {"token": "hunter2"}},
  "steady-state-hypothesis": {
    "title": "h",
    "probes": [
      {"type": "probe", "name": "up", "tolerance": 200, "provider": {"type": "http", "url": "\${url}", "headers": {"A": "\${token}"}, "secrets": ["shop"]}}
    ]
  },
  "method": [
    {"type": "action", "name": "kill", "provider": {"type": "python", "module": "chaosk8s.pod.actions", "func": "terminate_pods", "arguments": {"label_selector": "app=front"}}, "pauses": {"after": "\${wait}"}},
    {"ref": "up"}
  ]
}
`,
  yaml: `title: t
description: d
configuration:
  url: http://localhost
  wait: 5
secrets:
  shop:
    token: hunter2
steady-state-hypothesis:
  title: h
  probes:
    - type: probe
      name: up
      tolerance: 200
      provider:
        type: http
        url: \${url}
        headers:
          A: \${token}
        secrets: [shop]
method:
  - type: action
    name: kill
    provider:
      type: python
      module: chaosk8s.pod.actions
      func: terminate_pods
      arguments:
        label_selector: app=front
    pauses:
      after: \${wait}
  - ref: up
`,
} as const;

type Format = keyof typeof texts;

/** Opens a text of a format, in a file or in an unsaved buffer. */
async function open(text: string, format: Format, saved: boolean): Promise<vscode.TextDocument> {
  if (saved) {
    return (await openExperiment(text, `experiment.${format}`)).document;
  }
  const document = await vscode.workspace.openTextDocument({ language: format, content: text });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Where a part of the text is; `^` in it is the place. */
function at(document: vscode.TextDocument, part: string): vscode.Position {
  const index = document.getText().indexOf(part.replace('^', ''));
  assert.ok(index >= 0, part);
  return document.positionAt(index + part.indexOf('^'));
}

const labelOf = ({ label }: vscode.CompletionItem) =>
  typeof label === 'string' ? label : label.label;

async function offers(document: vscode.TextDocument, position: vscode.Position) {
  const { items } = await executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return items;
}

async function hover(document: vscode.TextDocument, part: string): Promise<string> {
  const hovers = await executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at(document, part),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

for (const format of ['json', 'yaml'] as const) {
  for (const saved of [true, false]) {
    describe(`Writing ${format} ${saved ? 'in a file' : 'in an unsaved buffer'}`, () => {
      afterEach(closeAll);

      it('offers whole activities, which are found by what they do', async () => {
        const empty = {
          json: '{"title": "t", "description": "d", "provider": 1, "method": []}',
          yaml: 'title: t\ndescription: d\nmethod:\n  - \nrollbacks: []\n',
        };
        const document = await open(empty[format], format, saved);
        const place = at(document, format === 'json' ? '"method": [^' : '  - ^');
        const items = await offers(document, place);
        const own = items.filter((item) => labelOf(item) === 'terminate_pods');
        assert.equal(own.length, 1, items.map(labelOf).join());
        assert.match(own[0]?.filterText ?? '', /Deletes pods/);
        const editor = vscode.window.activeTextEditor;
        assert.ok(editor && own[0]?.insertText instanceof vscode.SnippetString);
        await editor.insertSnippet(own[0].insertText, own[0].range as vscode.Range);
        assert.match(document.getText(), /func"?: "?terminate_pods/);
        assert.match(document.getText(), /label_selector"?: "?app=front/);
        await executeCommand('workbench.action.files.revert');
      });

      it('offers keys and arguments once each', async () => {
        const document = await open(texts[format], format, saved);
        const place = at(document, format === 'json' ? '{"label_selector^"' : 'label_^selector');
        const labels = (await offers(document, place)).map(labelOf);
        assert.equal(labels.filter((label) => label === 'name_pattern').length, 1, labels.join());
        const key = at(document, format === 'json' ? '{"typ^e": "action"' : '  - typ^e: action');
        const keys = (await offers(document, key)).map(labelOf);
        assert.equal(keys.filter((label) => label === 'background').length, 1, keys.join());
      });

      it('explains functions with what they need, and never shows a secret', async () => {
        const document = await open(texts[format], format, saved);
        const text = await hover(document, 'terminate_^pods');
        assert.match(text, /Deletes pods/);
        assert.match(text, /Needs to be allowed/);
        assert.equal(text.split('Deletes pods').length, 2, 'told once');
        assert.match(await hover(document, '${u^rl}'), /http:\/\/localhost/);
        const secret = await hover(document, '${tok^en}');
        assert.match(secret, /secret/);
        assert.doesNotMatch(secret, /hunter2/);
        assert.match(await hover(document, 'tole^rance'), /HTTP 200/);
      });

      it('goes from a reference and from a name in braces to what they mean', async () => {
        const document = await open(texts[format], format, saved);
        const go = async (part: string) => {
          const [location] = await executeCommand<vscode.Location[]>(
            'vscode.executeDefinitionProvider',
            document.uri,
            at(document, part),
          );
          return document.getText(location?.range).replaceAll('"', '');
        };
        assert.equal(await go(format === 'json' ? '"ref": "u^p"' : 'ref: u^p'), 'up');
        assert.equal(await go('${wa^it}'), 'wait');
        const found = await executeCommand<vscode.Location[]>(
          'vscode.executeReferenceProvider',
          document.uri,
          at(document, format === 'json' ? '"name": "u^p"' : 'name: u^p'),
        );
        assert.equal(found.length, 2);
      });

      it('renames an activity, a value and a group with all their uses, and refuses what is taken', async () => {
        const document = await open(texts[format], format, saved);
        const rename = async (part: string, name: string) =>
          executeCommand<vscode.WorkspaceEdit>(
            'vscode.executeDocumentRenameProvider',
            document.uri,
            at(document, part),
            name,
          );
        await assert.rejects(
          rename(format === 'json' ? '"ref": "u^p"' : 'ref: u^p', 'kill'),
          /Another activity is called “kill”/,
        );
        for (const [part, name] of [
          [format === 'json' ? '"ref": "u^p"' : 'ref: u^p', 'alive'],
          ['${wa^it}', 'pause_seconds'],
          ['sh^op', 'store'],
        ] as const) {
          await vscode.workspace.applyEdit(await rename(part, name));
        }
        const text = document.getText();
        assert.equal(text.match(/alive/g)?.length, 2, text);
        assert.equal(text.match(/pause_seconds/g)?.length, 2, text);
        assert.equal(text.match(/store/g)?.length, 2, text);
        await executeCommand('workbench.action.files.revert');
      });

      it('shows tolerances in words and what the pauses add up to, unless that is switched off', async () => {
        const document = await open(texts[format], format, saved);
        const hints = async () => {
          const all = await executeCommand<vscode.InlayHint[]>(
            'vscode.executeInlayHintProvider',
            document.uri,
            new vscode.Range(0, 0, document.lineCount, 0),
          );
          return all.map(({ label }) => label);
        };
        assert.deepEqual(await hints(), ['HTTP 200', 'pauses: 5 s']);
        const settings = vscode.workspace.getConfiguration('chaosWorkbench');
        await settings.update('inlayHints.enabled', false, vscode.ConfigurationTarget.Global);
        try {
          assert.deepEqual(await hints(), []);
        } finally {
          await settings.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Global);
        }
      });
    });
  }
}

describe('Writing what is not yet an experiment', () => {
  afterEach(closeAll);

  it('offers a whole experiment in an empty buffer, and nothing in other files', async () => {
    const document = await open('', 'yaml', false);
    const labels = (await offers(document, new vscode.Position(0, 0))).map(labelOf);
    assert.ok(labels.includes('Experiment'), labels.join());
    const other = await openExperiment('{"method": []}', 'package.json');
    const place = new vscode.Position(0, 12);
    const items = await offers(other.document, place);
    assert.deepEqual(
      items.filter(({ kind }) => kind === vscode.CompletionItemKind.Function),
      [],
    );
  });
});

describe('Writing beside a cluster', () => {
  const cluster = new FakeCluster();

  before(async () => {
    await writeKubeconfig({ works: await cluster.start() });
    for (const [resource, object] of deployment('front', 1)) {
      cluster.add(resource, object);
    }
    cluster.add('namespaces', { metadata: { name: 'default', uid: 'ns-default' } });
  });
  after(async () => {
    await closeAll();
    cluster.stop();
    await rm(process.env['KUBECONFIG'] ?? '', { force: true });
    await executeCommand('workbench.view.explorer');
  });

  it('offers names of what is in it once a person has opened it, and asks for none before', async () => {
    const document = await open(
      'title: t\ndescription: d\nmethod:\n  - type: action\n    name: a\n    provider:\n      type: python\n      module: chaosk8s.deployment.actions\n      func: delete_deployment\n      arguments:\n        name: \n',
      'yaml',
      true,
    );
    const names = async () => {
      const items = await offers(document, at(document, 'arguments:\n        name: ^'));
      return items.filter(({ kind }) => kind === vscode.CompletionItemKind.Value).map(labelOf);
    };
    assert.deepEqual(await names(), []);
    assert.deepEqual(cluster.requests, []);
    await openExplorer();
    await refresh();
    await driver.waitFor(row('works'));
    await toggle('works');
    await driver.waitFor(row('default'));
    let found = await names();
    // The first question only makes them be asked for; whoever types goes on meanwhile.
    while (found.length === 0) {
      found = await names();
    }
    assert.deepEqual(found, ['front']);
  });
});
