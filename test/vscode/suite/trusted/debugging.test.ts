import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { stringify } from 'yaml';
import { clickGutter, sessionEnded, stoppedAt } from '../debugger.ts';
import { driver } from '../driver.ts';
import { action, closeAll, openExperiment } from '../experiments.ts';

describe('Debugging an experiment', () => {
  let server: Server;
  let url = '';

  before(async () => {
    server = createServer((_request, response) => response.end('hello from the test'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => void server.close());
  afterEach(async () => {
    await vscode.debug.stopDebugging();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.commands.executeCommand(
      'workbench.debug.viewlet.action.removeAllWatchExpressions',
    );
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await closeAll();
  });

  const experiment = () => ({
    title: 'Step by step',
    description: 'd',
    configuration: { greeting: 'hello' },
    'steady-state-hypothesis': {
      title: 'It answers',
      probes: [
        {
          type: 'probe',
          name: 'service must answer',
          tolerance: 200,
          provider: { type: 'http', url },
        },
      ],
    },
    method: [
      action('first-act', "console.log('${greeting}')"),
      action('second-act', "console.log('bye')"),
    ],
    rollbacks: [action('mend-it', '')],
  });

  for (const [format, file, write] of [
    ['JSON', 'experiment.json', (value: object) => JSON.stringify(value, null, 2)],
    ['YAML', 'experiment.yaml', (value: object) => stringify(value)],
  ] as const) {
    it(`goes from a click beside a line of ${format} and F5 through the activities`, async () => {
      const editor = await openExperiment(write(experiment()), file);
      await driver.waitFor({ selector: '.codelens-decoration a', text: 'Run experiment' });
      // A line inside the activity, which the breakpoint leaves for the activity's first one.
      await clickGutter(editor, 'greeting}');
      await driver.waitFor({ selector: '.codicon-debug-breakpoint' });
      await driver.press({ keys: 'F5' });
      await stoppedAt('first-act', 'Method');
      const held = 'Paused by the debugger before “first-act”';
      await driver.waitFor({ selector: '.statusbar-item', text: held });
      const paused = await driver.webviewText({ selector: '.verdict.running' });
      assert.ok(paused.includes(held), paused);

      await vscode.commands.executeCommand('workbench.debug.viewlet.action.addWatchExpression');
      await driver.type({ text: 'tolerance 200' });
      await driver.press({ keys: 'Enter' });
      await driver.waitFor({ selector: '.debug-watch .expression .value', text: 'met:' });

      await driver.press({ keys: 'F10' });
      await stoppedAt('second-act', 'Method');
      await driver.press({ keys: 'F10' });
      await stoppedAt('service must answer', 'Steady state after');
      await driver.press({ keys: 'F5' });
      await sessionEnded();
      const text = await driver.webviewText({ selector: '.verdict.good' });
      assert.match(text, /Step by step[\s\S]*mend-it/);
    });
  }
});
