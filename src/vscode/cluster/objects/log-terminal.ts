import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Services } from '../../services.ts';
import type { SeenContainer } from './commands.ts';

/** Lines of the past that are shown first. */
const tail = 500;

/**
 * Shows a container's log in a terminal, which keeps only so many lines and can be searched. It is
 * followed until the terminal is closed; Enter begins again when it has ended.
 */
export function openLog(services: Services, seen: SeenContainer, previous: boolean): void {
  const { text } = services;
  const args = { pod: seen.pod, container: seen.container };
  const code = previous ? 'explorer.log-previous' : 'explorer.log';
  const pty = new LogTerminal(services, seen, previous);
  const terminal = vscode.window.createTerminal({
    name: text({ code, args }),
    pty,
    iconPath: new vscode.ThemeIcon('output'),
    isTransient: true,
  });
  terminal.show(true);
}

class LogTerminal implements vscode.Pseudoterminal {
  readonly #services: Services;
  readonly #seen: SeenContainer;
  readonly #previous: boolean;
  readonly #write = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#write.event;
  #following: AbortController | undefined;

  constructor(services: Services, seen: SeenContainer, previous: boolean) {
    this.#services = services;
    this.#seen = seen;
    this.#previous = previous;
  }

  open(): void {
    void this.#follow();
  }

  close(): void {
    this.#following?.abort();
  }

  handleInput(data: string): void {
    if (data === '\r' && this.#following === undefined) {
      void this.#follow();
    }
  }

  async #follow(): Promise<void> {
    const { worker, text, words } = this.#services;
    const { connection, namespace, pod, container } = this.#seen;
    const controller = new AbortController();
    this.#following = controller;
    const handle = randomUUID();
    const lines = worker.on('object.text', (said) => {
      if (said.handle === handle) {
        this.#write.fire(said.text.replaceAll(/\r?\n/g, '\r\n'));
      }
    });
    let why: string;
    try {
      const log = { namespace, pod, container, previous: this.#previous, tail };
      await worker.call('object.log', { connection, handle, log }, controller.signal);
      why = text({ code: 'explorer.log-ended' });
    } catch (error) {
      why = words(error);
    } finally {
      lines.dispose();
      this.#following = undefined;
    }
    if (!controller.signal.aborted) {
      this.#write.fire(`\r\n${dim(why)}\r\n${dim(text({ code: 'explorer.log-again' }))}\r\n`);
    }
  }
}

const dim = (text: string) => `\u001b[2m${text}\u001b[0m`;
