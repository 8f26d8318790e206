import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { policySettingsOfWindow } from '../../policy-settings.ts';
import type { Services } from '../../services.ts';
import type { SeenContainer } from './commands.ts';
import { LineShell } from './line-shell.ts';

/** Until the editor says how large the terminal is. */
const usualSize = { columns: 80, rows: 24 };

/**
 * A shell in a container, until its terminal is closed. The containers of the practice cluster have
 * no programs of their own, so that there each line is carried out by itself.
 */
export function openShell(services: Services, seen: SeenContainer): void {
  const { text, practice } = services;
  const args = { pod: seen.pod, container: seen.container };
  const pty = practice.is(seen.identity.id)
    ? lineShell(services, seen)
    : new ShellTerminal(services, seen);
  const terminal = vscode.window.createTerminal({
    name: text({ code: 'explorer.shell', args }),
    pty,
    iconPath: new vscode.ThemeIcon('terminal'),
    isTransient: true,
  });
  terminal.show();
}

/** What every call of a shell is held to. */
function policed({ connection, namespace, pod, container }: SeenContainer) {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return {
    connection,
    target: { namespace, pod, container },
    policySettings: policySettingsOfWindow(),
    ...(folder && { folder: folder.uri.fsPath }),
  };
}

function lineShell({ worker, text, words }: Services, seen: SeenContainer): vscode.Pseudoterminal {
  const write = new vscode.EventEmitter<string>();
  const close = new vscode.EventEmitter<void>();
  const shell = new LineShell({
    write: (out) => write.fire(out),
    run: (line, signal) => worker.call('shell.line', { ...policed(seen), line }, signal),
    words,
    exit: () => close.fire(),
  });
  return {
    onDidWrite: write.event,
    onDidClose: close.event,
    open: () => shell.open(text({ code: 'explorer.shell-practice' })),
    close: () => shell.interrupt(),
    handleInput: (data) => shell.input(data),
  };
}

class ShellTerminal implements vscode.Pseudoterminal {
  readonly #services: Services;
  readonly #seen: SeenContainer;
  readonly #handle = randomUUID();
  readonly #life = new AbortController();
  readonly #write = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#closed.event;
  #size = usualSize;
  #ended = false;

  constructor(services: Services, seen: SeenContainer) {
    this.#services = services;
    this.#seen = seen;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    this.#size = size ?? usualSize;
    void this.#run();
  }

  close(): void {
    this.#life.abort();
  }

  handleInput(text: string): void {
    if (this.#ended) {
      this.#closed.fire(0);
    } else {
      this.#tell('shell.input', { handle: this.#handle, text });
    }
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.#size = size;
    this.#tell('shell.resize', { handle: this.#handle, size });
  }

  #tell<M extends 'shell.input' | 'shell.resize'>(
    method: M,
    params: Parameters<Services['worker']['call']>[1] & object,
  ): void {
    this.#services.worker.call(method, params as never).catch(this.#services.report);
  }

  async #run(): Promise<void> {
    const { worker, text, words } = this.#services;
    const handle = this.#handle;
    const output = worker.on('object.text', (said) => {
      if (said.handle === handle) {
        this.#write.fire(said.text);
      }
    });
    try {
      const { columns, rows } = this.#size;
      const params = { ...policed(this.#seen), handle, size: { columns, rows } };
      this.#closed.fire(await worker.call('shell.open', params, this.#life.signal));
    } catch (error) {
      if (!this.#life.signal.aborted) {
        this.#ended = true;
        this.#write.fire(`\r\n${words(error)}\r\n${text({ code: 'explorer.shell-close' })}\r\n`);
      }
    } finally {
      output.dispose();
    }
  }
}
