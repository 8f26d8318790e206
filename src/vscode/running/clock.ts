import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Runs } from './runs.ts';

/** The ticking clock in the status bar, there only while an experiment runs. */
export class Clock implements Disposable {
  readonly #services: Services;
  readonly #runs: Runs;
  readonly #store = new DisposableStore();
  #item: vscode.StatusBarItem | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #since = new Map<string, number>();

  constructor(services: Services, runs: Runs) {
    this.#services = services;
    this.#runs = runs;
    this.#store.add(runs.onDidChange(() => this.#draw()));
  }

  dispose(): void {
    this.#store.dispose();
    this.#stop();
  }

  #draw(): void {
    const [session] = this.#runs.all();
    if (session === undefined) {
      this.#stop();
      return;
    }
    this.#timer ??= setInterval(() => this.#draw(), 1000);
    if (this.#item === undefined) {
      this.#item = vscode.window.createStatusBarItem(
        'chaos.clock',
        vscode.StatusBarAlignment.Left,
        1,
      );
      this.#item.name = 'Chaos';
      this.#item.command = COMMANDS.showPanel;
      this.#item.show();
    }
    const since = this.#since.get(session.handle) ?? Date.now();
    this.#since.set(session.handle, since);
    const { text } = this.#services;
    const step = session.step ?? session.title;
    this.#item.text = `$(loading~spin) ${step} ${elapsed(Date.now() - since)}`;
    this.#item.tooltip = text({ code: 'editor.clock.tip', args: { title: session.title } });
    this.#item.accessibilityInformation = { label: `${session.title}, ${step}` };
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#item?.dispose();
    this.#item = undefined;
    this.#since.clear();
  }
}

/** Minutes and seconds, `0:07`. */
function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
