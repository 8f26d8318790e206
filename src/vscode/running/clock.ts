import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Runs } from './runs.ts';
import type { Session } from './session.ts';

/** The ticking clock and the emergency stop in the status bar, there only while something runs. */
export class Clock implements Disposable {
  readonly #services: Services;
  readonly #runs: Runs;
  readonly #store = new DisposableStore();
  #items: { clock: vscode.StatusBarItem; stop: vscode.StatusBarItem } | undefined;
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
    const sessions = this.#runs.all();
    const [first] = sessions;
    if (first === undefined) {
      this.#stop();
      return;
    }
    this.#timer ??= setInterval(() => this.#draw(), 1000);
    this.#items ??= this.#create();
    const { clock, stop } = this.#items;
    const { text } = this.#services;
    const what = this.#what(first, sessions.length);
    const titles = sessions.map(({ title }) => title).join('\n');
    const icon = sessions.length === 1 && first.held !== undefined ? 'debug-pause' : 'loading~spin';
    clock.text = `$(${icon}) ${what} ${elapsed(Date.now() - this.#startOf(first))}`;
    clock.tooltip = `${text({ code: 'editor.clock.tip' })}\n${titles}`;
    clock.accessibilityInformation = { label: `${titles}, ${what}` };
    stop.tooltip = text({ code: 'editor.emergency.tip', args: { count: sessions.length } });
  }

  #what({ held, step, title }: Session, count: number): string {
    const { text } = this.#services;
    if (count > 1) {
      return text({ code: 'editor.clock.several', args: { count } });
    }
    return held === undefined
      ? (step ?? title)
      : text({ code: 'editor.clock.held', args: { name: held } });
  }

  #create() {
    const { text } = this.#services;
    const item = (id: string, name: string, priority: number) => {
      const made = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
      made.name = name;
      made.show();
      return made;
    };
    const clock = item('chaos.clock', 'Chaos', 1);
    clock.command = { command: COMMANDS.showPanel, title: '', arguments: [{ running: true }] };
    const name = text({ code: 'editor.emergency.short' });
    const stop = item('chaos.emergency', `Chaos: ${name}`, 0.9);
    stop.text = `$(stop-circle) ${name}`;
    stop.command = COMMANDS.emergencyStop;
    stop.accessibilityInformation = { label: name };
    return { clock, stop };
  }

  #startOf({ handle }: Session): number {
    const since = this.#since.get(handle) ?? Date.now();
    this.#since.set(handle, since);
    return since;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#items?.clock.dispose();
    this.#items?.stop.dispose();
    this.#items = undefined;
    this.#since.clear();
  }
}

/** Minutes and seconds, `0:07`. */
function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
