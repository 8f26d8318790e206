import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { driver } from './driver.ts';
import { until } from './experiments.ts';

/** Pixels from the middle of a line's number to where breakpoints are. */
const gutter = -30;

/** Clicks beside the line that holds a text: a breakpoint comes or goes. */
export async function clickGutter(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const at = document.positionAt(document.getText().indexOf(text));
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
  const shown = `.editor-instance .line-numbers:text-is("${at.line + 1}")`;
  await driver.click({ selector: shown, right: gutter });
}

/** Waits until the call stack shows an activity, in a phase. */
export async function stoppedAt(name: string, phase: string): Promise<void> {
  const frame = (index: number) =>
    `.debug-call-stack .monaco-list-row[data-index="${index}"] .stack-frame`;
  await driver.waitFor({ selector: frame(0), text: name });
  await driver.waitFor({ selector: frame(1), text: phase });
}

/** Waits until no session is left. */
export async function sessionEnded(): Promise<void> {
  await until(
    vscode.debug.onDidTerminateDebugSession,
    () => vscode.debug.activeDebugSession === undefined,
  );
}

/** What an adapter tells the editor. */
export interface Told extends vscode.Disposable {
  /** The next event of a kind that was not taken yet. */
  next<E extends DebugProtocol.Event>(event: string): Promise<E['body']>;
  /** All that was printed so far. */
  output(): string;
}

/** Listens to all adapters of experiments from now on. */
export function adapterEvents(): Told {
  const events: DebugProtocol.Event[] = [];
  const came = new vscode.EventEmitter<void>();
  const tracked = vscode.debug.registerDebugAdapterTrackerFactory('chaos', {
    createDebugAdapterTracker: () => ({
      onDidSendMessage(message: DebugProtocol.ProtocolMessage) {
        if (message.type === 'event') {
          events.push(message as DebugProtocol.Event);
          came.fire();
        }
      },
    }),
  });
  let seen = 0;
  return {
    async next(event) {
      const find = () => events.findIndex((each, index) => index >= seen && each.event === event);
      await until(came.event, () => find() !== -1);
      seen = find() + 1;
      return events[seen - 1]?.body;
    },
    output: () =>
      events.map((each) => (each.event === 'output' ? String(each.body.output) : '')).join(''),
    dispose() {
      tracked.dispose();
      came.dispose();
    },
  };
}
