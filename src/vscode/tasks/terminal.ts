import * as vscode from 'vscode';
import { verdict } from '../../engine/verdict.ts';
import { problemText } from '../../experiment/problem-text.ts';
import type { RunOutcome } from '../../workbench/job.ts';
import { formatOf } from '../documents.ts';
import { type FileOptions, withOptions } from '../run-options.ts';
import type { Running } from '../running/index.ts';
import type { Session } from '../running/session.ts';
import { undoLabel } from '../running/undo-text.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { Finder } from '../writing/language.ts';

/** What a task does. */
export interface Work {
  action: 'run' | 'check';
  uri: vscode.Uri;
  /** Path for people. */
  name: string;
  options?: FileOptions | undefined;
}

/** Ctrl+C as a terminal sends it. */
const interrupt = '\u0003';

const byHand = { kind: 'user', reason: 'stopped in the terminal of its task' };

/**
 * The terminal of a task. The run goes through the editor's own engine, so that it asks before the
 * first fault, stands in the status bar and is ended by the emergency stop like any other.
 */
export class ChaosTerminal implements vscode.Pseudoterminal {
  readonly #services: Services;
  readonly #running: Running;
  readonly #work: Work;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  #session: Session | undefined;

  constructor(services: Services, running: Running, work: Work) {
    this.#services = services;
    this.#running = running;
    this.#work = work;
  }

  open(): void {
    const work = this.#work.action === 'run' ? this.#run() : this.#check();
    work.then(
      (code) => this.#closed.fire(code),
      (error) => {
        this.#line(this.#services.words(error));
        this.#closed.fire(1);
      },
    );
  }

  /** Ctrl+C stops gracefully, a second one ends at once. */
  handleInput(data: string): void {
    const session = this.#session;
    if (data !== interrupt || session === undefined || session.ended) {
      return;
    }
    const { runs } = this.#running;
    const end = session.stopping ? runs.kill(session, byHand) : runs.stop(session, byHand);
    end.catch(this.#services.report);
  }

  /** The terminal was closed, or the task ended by its command: rollbacks follow the strategy. */
  close(): void {
    if (this.#session !== undefined && !this.#session.ended) {
      this.#running.runs.stop(this.#session, byHand).catch(this.#services.report);
    }
  }

  async #run(): Promise<number> {
    requireTrust();
    const { runs, commands } = this.#running;
    const { options } = this.#work;
    const start = await (await commands()).prepare(this.#work.uri);
    const job = options === undefined ? start.job : withOptions(start.job, options);
    const listening = runs.onDidChange(({ session, progress }) => {
      if (session === this.#session && progress !== undefined) {
        for (const line of progress.log) {
          this.#line(line);
        }
      }
    });
    try {
      const outcome = await runs.start({ ...start, job }, (session) => {
        this.#session = session;
      });
      this.#tell(outcome);
      return outcome.status === 'completed' && !outcome.deviated ? 0 : 1;
    } finally {
      listening.dispose();
    }
  }

  #tell({ journal, owed }: RunOutcome): void {
    const { text } = this.#services;
    const view = this.#session?.view;
    this.#line('');
    if (view !== undefined) {
      const { sentence, because } = verdict(view, vscode.env.language);
      this.#line([sentence, ...(because === undefined ? [] : [because])].map(text).join(' '));
    }
    if (owed.length > 0) {
      const args = { count: owed.length, label: undoLabel(owed, text) ?? '' };
      this.#line(text({ code: 'editor.task.owed', args }));
    }
    this.#line(text({ code: 'editor.task.journal', args: { path: journal } }));
  }

  async #check(): Promise<number> {
    const document = await vscode.workspace.openTextDocument(this.#work.uri);
    const problems = new Finder().find(document.getText(), formatOf(document));
    for (const problem of problems) {
      this.#line(problemText(problem, this.#work.name));
    }
    if (problems.length === 0) {
      this.#line(this.#services.text({ code: 'editor.check.clean' }));
    }
    return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  }

  #line(text: string): void {
    this.#written.fire(`${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`);
  }
}
