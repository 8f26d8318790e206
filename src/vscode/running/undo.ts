import * as vscode from 'vscode';
import type { UndoOutcome } from '../../kubernetes/undo/undo.ts';
import type { OwedRun } from '../../ledger/owed-runs.ts';
import { stepDone } from '../practice/steps.ts';
import type { Services } from '../services.ts';
import type { Owed } from './owed.ts';
import { undoLabel, undoQuestion } from './undo-text.ts';

/** Milliseconds the status bar tells that all is put back. */
const shown = 5000;

/** Puts back what runs have left: says first what it would do, and does it only after a yes. */
export class Undo {
  readonly #services: Services;
  readonly #owed: Owed;

  constructor(services: Services, owed: Owed) {
    this.#services = services;
    this.#owed = owed;
  }

  /** Undoes a run, the one that is chosen where several have left something. */
  async undo(resource?: unknown): Promise<void> {
    const { text } = this.#services;
    const runs = (await this.#owed.refresh()).filter(({ state }) => state !== 'running');
    const wanted = (resource as { runId?: unknown } | undefined)?.runId;
    const run =
      typeof wanted === 'string' ? runs.find(({ id }) => id === wanted) : await this.#pick(runs);
    if (run !== undefined) {
      await this.#undoRun(run);
    } else if (runs.length === 0 || typeof wanted === 'string') {
      void vscode.window.showInformationMessage(text({ code: 'workbench.undo-nothing-owed' }));
    }
  }

  /** Offers the undo of a run whose process was gone before its end. */
  async offerAfterCrash(run: OwedRun): Promise<void> {
    const { text } = this.#services;
    const yes = text({ code: 'editor.undo.offer-yes' });
    const args = { title: run.title, count: run.changes.length };
    const answer = await vscode.window.showWarningMessage(
      text({ code: 'editor.undo.offer', args }),
      yes,
      text({ code: 'editor.undo.offer-no' }),
    );
    if (answer === yes) {
      await this.undo({ runId: run.id });
    }
  }

  async #pick(runs: readonly OwedRun[]): Promise<OwedRun | undefined> {
    if (runs.length < 2) {
      return runs[0];
    }
    const { text } = this.#services;
    const items = runs.map((run) => ({
      label: run.title || run.id,
      description: new Date(run.at).toLocaleString(vscode.env.language),
      detail: undoLabel(run.changes, text) ?? '',
      run,
    }));
    const placeHolder = text({ code: 'editor.undo.pick' });
    return (await vscode.window.showQuickPick(items, { placeHolder }))?.run;
  }

  async #undoRun(run: OwedRun): Promise<void> {
    const { text } = this.#services;
    const args = { title: run.title };
    const rehearsal = await this.#call(run, { dry: true, force: false });
    const { detail, possible, contested } = undoQuestion(rehearsal, text);
    const yes = text({ code: 'editor.undo.yes' });
    const force = text({ code: 'editor.undo.yes-force' });
    const answer = await vscode.window.showWarningMessage(
      text({ code: 'editor.undo.question', args }),
      { modal: true, detail },
      ...(possible ? [yes] : []),
      ...(contested ? [force] : []),
    );
    if (answer !== yes && answer !== force) {
      return;
    }
    const outcomes = await this.#call(run, { dry: false, force: answer === force });
    await this.#owed.refresh();
    this.#tell(run, outcomes);
  }

  #call(run: OwedRun, { dry, force }: { dry: boolean; force: boolean }): Promise<UndoOutcome[]> {
    const title = this.#services.text({
      code: dry ? 'editor.undo.looking' : 'editor.undo.doing',
    });
    const location = vscode.ProgressLocation.Window;
    return Promise.resolve(
      vscode.window.withProgress({ location, title }, () =>
        this.#services.worker.call('undo.run', { runId: run.id, dry, force }),
      ),
    );
  }

  #tell(run: OwedRun, outcomes: readonly UndoOutcome[]): void {
    const { text, log } = this.#services;
    for (const outcome of outcomes) {
      log().appendLine(`[undo ${run.id}] ${text(outcome.text)}`);
    }
    const left = outcomes.filter(({ how }) => ['ask', 'failed', 'impossible'].includes(how));
    const [first] = left;
    if (first === undefined) {
      void stepDone('undone');
      vscode.window.setStatusBarMessage(`$(check) ${text({ code: 'workbench.undo-all' })}`, shown);
      return;
    }
    const args = { count: left.length, first: text(first.text) };
    void vscode.window.showWarningMessage(text({ code: 'editor.undo.left', args }));
  }
}
