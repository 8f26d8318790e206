import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { adapterEvents, type Told } from '../debugger.ts';
import { action, closeAll, openExperiment } from '../experiments.ts';

/** Writes a file beside the experiment. */
const mark = (name: string) =>
  action(name, `require('node:fs').writeFileSync('${name}.txt', '\${greeting}')`);

describe('Debugging by vscode.debug.startDebugging', () => {
  let told: Told;

  beforeEach(() => {
    told = adapterEvents();
  });
  afterEach(async () => {
    told.dispose();
    await vscode.debug.stopDebugging();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await closeAll();
  });

  async function opened() {
    const { document } = await openExperiment({
      title: 'By another extension',
      description: 'd',
      configuration: { greeting: 'hello' },
      secrets: { login: { token: 'not-for-anybodys-eyes' } },
      method: [mark('first'), mark('second'), mark('third')],
      rollbacks: [mark('mended')],
    });
    const program = document.uri.fsPath;
    const done = (name: string) => existsSync(join(dirname(program), `${name}.txt`));
    /** A breakpoint on the line that holds a text. */
    const breakAt = (text: string) => {
      const at = document.positionAt(document.getText().indexOf(text));
      const place = new vscode.Location(document.uri, at);
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
    };
    const start = (more: object = {}) =>
      vscode.debug.startDebugging(undefined, {
        type: 'chaos',
        request: 'launch',
        name: 'by a test',
        program,
        ...more,
      });
    return { done, breakAt, start };
  }

  it('a breakpoint is hit, values are shown, a step is taken, and a stop ends the run gracefully', async () => {
    const { done, breakAt, start } = await opened();
    breakAt('"second"');
    assert.equal(await start({ rollbackStrategy: 'always' }), true);
    const hit = await told.next<DebugProtocol.StoppedEvent>('stopped');
    assert.equal(hit.reason, 'breakpoint');
    assert.deepEqual([done('first'), done('second')], [true, false]);

    const session = vscode.debug.activeDebugSession;
    assert.ok(session);
    const threadId = hit.threadId ?? 0;
    const { stackFrames } = await session.customRequest('stackTrace', { threadId });
    assert.equal(stackFrames[0].name, 'second');
    const frameId = stackFrames[0].id;
    const { scopes } = await session.customRequest('scopes', { frameId });
    const parts = async (scope: string) => {
      const { variablesReference } = scopes.find(({ name }: DebugProtocol.Scope) => name === scope);
      const { variables } = await session.customRequest('variables', { variablesReference });
      return variables.map(({ name, value }: DebugProtocol.Variable) => `${name} = ${value}`);
    };
    assert.deepEqual(await parts('Configuration'), ['greeting = "hello"']);
    assert.ok(!JSON.stringify(await parts('Secrets')).includes('eyes'));
    const evaluate = async (expression: string) =>
      (await session.customRequest('evaluate', { expression, frameId, context: 'repl' })).result;
    assert.equal(await evaluate('${greeting} there'), '"hello there"');
    await assert.rejects(evaluate('tolerance {'), /tolerance/);

    await session.customRequest('next', { threadId });
    const stepped = await told.next<DebugProtocol.StoppedEvent>('stopped');
    assert.equal(stepped.reason, 'step');
    assert.deepEqual([done('second'), done('third')], [true, false]);

    await vscode.debug.stopDebugging(session);
    const exited = await told.next<DebugProtocol.ExitedEvent>('exited');
    assert.equal(exited.exitCode, 1);
    await told.next('terminated');
    assert.deepEqual([done('third'), done('mended')], [false, true]);
    assert.match(told.output(), /Chaos Toolkit status: interrupted/);
  });

  it('without a breakpoint it runs to its end', async () => {
    const { done, start } = await opened();
    assert.equal(await start(), true);
    const exited = await told.next<DebugProtocol.ExitedEvent>('exited');
    assert.equal(exited.exitCode, 0);
    await told.next('terminated');
    assert.deepEqual([done('third'), done('mended')], [true, true]);
  });
});
