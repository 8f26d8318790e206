import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll } from '../experiments.ts';

const name = 'as-task.experiment.json';

describe('Tasks', () => {
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const written = () => join(folder(), 'task-was-here.txt');
  before(() => {
    const write = action('write', "require('node:fs').writeFileSync('task-was-here.txt', '')");
    const experiment = { title: 'A task', description: 'd', method: [write] };
    writeFileSync(join(folder(), name), JSON.stringify(experiment, null, 2));
  });
  after(() => {
    for (const file of [join(folder(), name), written()]) {
      rmSync(file, { force: true });
    }
  });
  afterEach(closeAll);

  /** Executes a task of the provider to its end. */
  async function play(action: string): Promise<void> {
    const tasks = await vscode.tasks.fetchTasks({ type: 'chaos' });
    const task = tasks.find(
      ({ definition }) => definition['experiment'] === name && definition['action'] === action,
    );
    assert.ok(task, tasks.map((each) => each.name).join());
    const ended = new Promise<void>((resolve) => {
      const listening = vscode.tasks.onDidEndTask(({ execution }) => {
        if (execution.task.name === task.name) {
          listening.dispose();
          resolve();
        }
      });
    });
    await vscode.tasks.executeTask(task);
    await ended;
  }

  it('check an experiment without playing anything', async () => {
    await play('check');
    assert.equal(existsSync(written()), false);
  });

  it('run an experiment in a terminal, which tells the verdict', async () => {
    await play('run');
    assert.equal(existsSync(written()), true);
    await driver.waitFor({
      selector: '.terminal-wrapper.active, .terminal-tabs-entry, .pane-body.integrated-terminal',
    });
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
