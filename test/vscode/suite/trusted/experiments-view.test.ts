import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { action, closeAll } from '../experiments.ts';
import { row } from '../explorer.ts';

describe('The view of experiments', () => {
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const file = () => vscode.Uri.joinPath(folder(), 'experiment.viewed.json');

  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(file()).then(undefined, () => undefined);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('shows a file that appears, how its run ends, and that it is gone', async () => {
    await vscode.commands.executeCommand('chaos.experiments.focus');
    const experiment = { title: 'viewed', description: 'd', method: [action('nothing', '')] };
    await vscode.workspace.fs.writeFile(file(), Buffer.from(JSON.stringify(experiment)));
    await driver.waitFor(row('experiment.viewed.jsonnot run yet'));
    await vscode.commands.executeCommand('chaos.run', file());
    await driver.waitFor(row('experiment.viewed.jsoncompleted'));
    await closeAll();
    await driver.click(row('experiment.viewed.json'));
    await driver.waitFor({ selector: '.tab.active', text: 'experiment.viewed.json' });
    await vscode.workspace.fs.delete(file());
    await driver.waitGone(row('experiment.viewed.json'));
  });
});
