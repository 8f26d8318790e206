import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll, openExperiment, probe, until } from '../experiments.ts';

/** What the Kubernetes client would change for every extension if it ran in this thread. */
const shared = (): unknown[] => [
  Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1')),
  Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.2')),
  globalThis.fetch,
  globalThis.WebSocket,
];

const lens = (text: string) => ({ selector: '.codelens-decoration a', text });

describe('Running an experiment', () => {
  let server: Server;
  let url = '';
  let status = 200;

  before(async () => {
    server = createServer((_request, response) => {
      response.statusCode = status;
      response.end('hello from the test');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => void server.close());
  beforeEach(() => {
    status = 200;
  });
  afterEach(closeAll);

  it('says so when the experiment of a run is no longer there', async () => {
    const run = { file: join(tmpdir(), 'gone', 'experiment.json'), owed: 0 };
    void vscode.commands.executeCommand('chaos.runs.openExperiment', { runId: 'gone', run });
    await vscode.commands.executeCommand('notifications.showList');
    await driver.waitFor({ selector: '.notification-list-item', text: 'no longer at' });
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  const answers = () => ({
    type: 'probe',
    name: 'service must answer',
    tolerance: 200,
    provider: { type: 'http', url },
  });

  it('goes from a click on the lens to the verdict in the panel', async () => {
    const before = shared();
    await openExperiment({
      title: 'Does the service answer?',
      description: 'It should.',
      'steady-state-hypothesis': { title: 'It answers', probes: [answers()] },
      method: [action('say-hello', "console.log('hello from an action')")],
      rollbacks: [],
    });
    await driver.click(lens('Run experiment'));
    const text = await driver.webviewText({ selector: '.verdict.good' });
    assert.match(text, /COMPLETED/i);
    assert.match(text, /The hypothesis held/);
    assert.match(text, /Chaos Toolkit status: completed/);
    assert.match(text, /say-hello/);
    assert.match(text, /hello from an action/);
    assert.match(text, /200 {2}hello from the test/);
    await driver.waitFor(lens('last: completed'));
    const after = shared();
    assert.ok(before.every((value, index) => value === after[index]));
  });

  it('runs the text on the screen, saved or not', async () => {
    const editor = await openExperiment({
      title: 'Old title',
      description: 'd',
      method: [action('act', '')],
    });
    const at = editor.document.getText().indexOf('Old');
    const start = editor.document.positionAt(at);
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(start, start.translate(0, 3)), 'New'),
    );
    assert.equal(editor.document.isDirty, true);
    await driver.click(lens('Run experiment'));
    const text = await driver.webviewText({ selector: '.verdict.good' });
    assert.match(text, /New title/);
    assert.equal(editor.document.isDirty, true);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('shows a deviation with what was wanted, and opens the journal', async () => {
    await openExperiment({
      title: 'What if it breaks?',
      description: 'd',
      'steady-state-hypothesis': { title: 'It answers', probes: [answers()] },
      method: [action('break-it', `fetch('${url}')`, { pauses: { after: 0.1 } })],
      rollbacks: [action('mend-it', '')],
    });
    const seen = new Promise<void>((resolve) =>
      server.on('request', function on() {
        server.off('request', on);
        server.once('request', () => {
          status = 500;
          resolve();
        });
      }),
    );
    await driver.click(lens('Run experiment'));
    await seen;
    const text = await driver.webviewText({ selector: '.verdict.bad' });
    assert.match(text, /DEVIATED/i);
    assert.match(text, /500 {2}hello from the test/);
    assert.match(text, /\(wanted 200\)/);
    assert.match(text, /mend-it/);
    await driver.waitFor(lens('last: deviated'));
    await driver.webviewClick({ selector: 'vscode-button', text: 'Journal' });
    await driver.waitFor({ selector: '.tab', text: 'journal.json' });
    const journal = vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ fileName }) => fileName.endsWith('journal.json'));
    assert.ok(journal);
    const { status: ended, deviated } = JSON.parse(journal.getText());
    assert.deepEqual([ended, deviated], ['completed', true]);
  });

  it('shows a past run again from the lens', async () => {
    await openExperiment({ title: 'Seen before', description: 'd', method: [action('act', '')] });
    await driver.click(lens('Run experiment'));
    await driver.webviewText({ selector: '.verdict.good' });
    await driver.waitFor(lens('last: completed'));
    const tab = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ label }) => label === 'Seen before');
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    await driver.click(lens('last: completed'));
    const text = await driver.webviewText({ selector: '.verdict.good' });
    assert.match(text, /Seen before[\s\S]*act/);
  });

  it('stops at a click and plays no further activity', async () => {
    const editor = await openExperiment({
      title: 'A long one',
      description: 'd',
      method: [
        action('wait-long', 'setTimeout(() => {}, 600_000)'),
        action('never', "require('node:fs').writeFileSync('never.txt', '')"),
      ],
    });
    await driver.click(lens('Run experiment'));
    await driver.click(lens('Stop (wait-long)'));
    const text = await driver.webviewText({ selector: '.badge', text: 'Interrupted' });
    assert.match(text, /wait-long/);
    await driver.waitFor(lens('last: interrupted'));
    assert.equal(existsSync(join(dirname(editor.document.fileName), 'never.txt')), false);
  });

  it('shows what is left of a pause and skips it', async () => {
    await openExperiment({
      title: 'A pause',
      description: 'd',
      method: [action('act', '', { pauses: { after: 600 } })],
    });
    await driver.click(lens('Run experiment'));
    await driver.webviewClick({ selector: '.row.pause button', text: 'Skip' });
    const text = await driver.webviewText({ selector: '.verdict.good' });
    assert.match(text, /skipped/);
  });

  it('leads from a name in the panel to the activity in the text', async () => {
    const editor = await openExperiment({
      title: 'Find me',
      description: 'd',
      method: [action('first', ''), action('second-one', '')],
    });
    await driver.click(lens('Run experiment'));
    await driver.webviewText({ selector: '.verdict', text: 'Completed' });
    await driver.webviewClick({ selector: 'button.link', text: 'second-one' });
    const line = () => vscode.window.activeTextEditor?.selection.active.line ?? 0;
    const moved: vscode.Event<unknown> = (listener) =>
      vscode.Disposable.from(
        vscode.window.onDidChangeTextEditorSelection(listener),
        vscode.window.onDidChangeActiveTextEditor(listener),
      );
    await until(moved, () => line() > 0);
    const text = editor.document.getText();
    const { line: first } = editor.document.positionAt(text.indexOf('"first"'));
    const { line: second } = editor.document.positionAt(text.indexOf('"second-one"'));
    assert.ok(line() > first && line() <= second, `line ${line()}`);
  });

  it('says in the panel why an experiment can’t be run', async () => {
    await openExperiment({ title: 'No method', description: 'd', method: 'nothing' });
    await driver.click(lens('Run experiment'));
    const text = await driver.webviewText({ selector: '.instead.failed' });
    assert.match(text, /method/);
  });

  it('writes chaos’s lines into the log and the journal beside the experiment', async () => {
    const settings = vscode.workspace.getConfiguration('chaosWorkbench');
    await settings.update('run.journalPath', 'journal.json', vscode.ConfigurationTarget.Global);
    const editor = await openExperiment({
      title: 'Logged',
      description: 'd',
      method: [probe('look', '', 0)],
    });
    try {
      await driver.click(lens('Run experiment'));
      await driver.waitFor(lens('last: completed'));
    } finally {
      await settings.update('run.journalPath', undefined, vscode.ConfigurationTarget.Global);
    }
    const path = join(dirname(editor.document.fileName), 'journal.json');
    assert.equal(JSON.parse(readFileSync(path, 'utf8')).status, 'completed');
    await vscode.commands.executeCommand('chaos.showLog');
    const log = '.monaco-editor[data-uri^="output:"] .view-line';
    await driver.waitFor({ selector: log, text: 'status: completed' });
    const lines = (await driver.texts({ selector: log })).join('\n').replaceAll('\u00a0', ' ');
    assert.match(lines, /INFO\] Probe: look\n/);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
