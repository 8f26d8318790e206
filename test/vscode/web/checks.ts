/**
 * Runs inside the extension host of a web worker, where there is neither Node nor a test runner: each
 * check throws what is wrong.
 */
import * as vscode from 'vscode';

const { executeCommand } = vscode.commands;

function assert(condition: unknown, text: string): asserts condition {
  if (!condition) {
    throw new Error(text);
  }
}

const texts = {
  json: `{
  "title": "t",
  "description": "d",
  "configuration": {"url": "http://localhost"},
  "steady-state-hypothesis": {"title": "h", "probes": [
    {"type": "probe", "name": "up", "tolerance": 200, "provider": {"type": "http", "url": "\${url}", "timeout": 3}}
  ]},
  "method": [
    {"ref": "up"},
    {"type": "action", "name": "kill", "provider": {"type": "python", "module": "chaosk8s.pod.actions", "func": "terminate_pod", "arguments": {"label_selector": "app=front"}}}
  ]
}`,
  yaml: `title: t
description: d
configuration:
  url: http://localhost
steady-state-hypothesis:
  title: h
  probes:
    - type: probe
      name: up
      tolerance: 200
      provider:
        type: http
        url: \${url}
        timeout: 3
method:
  - ref: up
  - type: action
    name: kill
    provider:
      type: python
      module: chaosk8s.pod.actions
      func: terminate_pod
      arguments:
        label_selector: app=front
`,
} as const;

/** Called by the editor. Fails when any check does. */
export async function run(): Promise<void> {
  assert(vscode.env.uiKind === vscode.UIKind.Web, 'the editor is in a browser');
  assert('WorkerGlobalScope' in globalThis, 'the host is a worker of a browser');
  const extension = vscode.extensions.getExtension('chaos-workbench.chaos-workbench');
  assert(extension?.extensionKind === vscode.ExtensionKind.UI, 'the extension runs in this host');
  for (const language of ['json', 'yaml'] as const) {
    await checkLanguage(language);
  }
  assert(extension.isActive, 'the extension was started');
}

async function checkLanguage(language: keyof typeof texts): Promise<void> {
  const content = texts[language];
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  const at = (part: string) => {
    const index = content.indexOf(part.replace('^', ''));
    assert(index >= 0, `${language}: ${part} is in the text`);
    return document.positionAt(index + part.indexOf('^'));
  };
  const problem = await problemOf(document);
  assert(/terminate_pods/.test(problem.message), `${language}: ${problem.message}`);
  const [fix] = await executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
  );
  assert(fix?.edit !== undefined, `${language}: the problem has a fix`);
  const { items } = await executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at('terminate_^pod'),
  );
  const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert(labels.filter((label) => label === 'exec_in_pods').length === 1, `${language}: ${labels}`);
  const hovers = await executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at('${u^rl}'),
  );
  const hover = hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join();
  assert(hover.includes('localhost'), `${language}: ${hover}`);
  const [definition] = await executeCommand<vscode.Location[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    at(language === 'json' ? '"ref": "u^p"' : 'ref: u^p'),
  );
  assert(definition !== undefined, `${language}: the reference leads somewhere`);
  const hints = await executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  assert(hints[0]?.label === 'HTTP 200', `${language}: ${JSON.stringify(hints)}`);
}

/** The misspelt activity, once it was found. */
async function problemOf({ uri }: vscode.TextDocument): Promise<vscode.Diagnostic> {
  const find = () =>
    vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes('terminate_pods'));
  return new Promise((resolve, reject) => {
    const all = () => JSON.stringify(vscode.languages.getDiagnostics(uri));
    const limit = setTimeout(
      () => reject(new Error(`no problem of the activity: ${all()}`)),
      30_000,
    );
    const look = () => {
      const found = find();
      if (found !== undefined) {
        clearTimeout(limit);
        subscription.dispose();
        resolve(found);
      }
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
