import * as vscode from 'vscode';
import type { Interruption } from '../../engine/events.ts';
import { HumanError } from '../../messages/error.ts';
import type { RunOutcome } from '../../workbench/job.ts';
import { type Documents, formatOf } from '../documents.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import type { SamplesMemory } from './environment.ts';
import { jobOfDocument } from './job-of-document.ts';
import type { RunPanels } from './panels.ts';
import type { Runs, Start } from './runs.ts';
import type { Session } from './session.ts';

/** Why a run is cut, as its journal tells. */
const byHand: Interruption = { kind: 'user', reason: 'stopped in the editor' };

/** What the commands do. Every one checks by itself whether it may: a `when` clause is no guard. */
export class RunCommands {
  readonly #services: Services;
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #samples: SamplesMemory;
  readonly #panels: RunPanels;

  constructor(
    services: Services,
    documents: Documents,
    runs: Runs,
    samples: SamplesMemory,
    panels: RunPanels,
  ) {
    this.#services = services;
    this.#documents = documents;
    this.#runs = runs;
    this.#samples = samples;
    this.#panels = panels;
  }

  /** Runs the text that is on the screen at this moment, saved or not. */
  async run(resource?: unknown): Promise<void> {
    await this.#runDocument(await this.#experiment(resource));
  }

  /**
   * What a run of the text on the screen would be.
   * @param only JSON pointer of the one activity that is wanted
   * @throws HumanError why it can't be run
   */
  async prepare(resource?: unknown, only?: string): Promise<Start> {
    return this.#jobOf(await this.#experiment(resource), only);
  }

  /**
   * Runs to the end, shown in the panel, which also tells why it could not be run.
   * @param began told the session before anything happens
   * @returns how it ended; nothing where the panel tells why it did not
   */
  async start(start: Start, began?: (session: Session) => void): Promise<RunOutcome | undefined> {
    const { settings, words } = this.#services;
    const running = this.#runs.of(start.uri);
    if (running !== undefined) {
      this.#panels.show(running);
      throw new HumanError('editor.running-already');
    }
    let session: Session | undefined;
    try {
      return await this.#runs.start(start, (started) => {
        session = started;
        began?.(started);
        if (settings.showPanel.value) {
          this.#panels.show(started);
        }
      });
    } catch (error) {
      // Said where the person looks already, unless that would hide what the run has come to.
      const nothingToHide = session?.view?.state !== 'ended';
      if (!nothingToHide || !(await this.#panels.failed(start.uri, words(error)))) {
        throw error;
      }
      return undefined;
    }
  }

  /** Asks what a run is to be given, keeps it for this file, and runs where that is chosen. */
  async runWithOptions(resource?: unknown): Promise<void> {
    const document = await this.#experiment(resource);
    const { runOptions, text } = this.#services;
    const { OptionsPick } = await import('./options-pick.ts');
    const uri = document.uri.toString();
    const experiment = {
      text: document.getText(),
      format: formatOf(document),
      uri: document.uri,
      name: vscode.workspace.asRelativePath(document.uri),
    };
    const pick = new OptionsPick(experiment, runOptions.of(uri), text, (options) =>
      runOptions.set(uri, options),
    );
    if (await pick.show()) {
      await this.#runDocument(document);
    }
  }

  /** Plays one activity by itself: the given one, else the one at the cursor. */
  async runActivity(resource?: unknown): Promise<void> {
    const document = await this.#experiment(resource);
    const { activityLines, activityAt, findAgain } = await import('./activity-lines.ts');
    const lines = activityLines(document.getText(), formatOf(document));
    const { pointer, name } = (resource ?? {}) as { pointer?: unknown; name?: unknown };
    if (typeof pointer === 'string') {
      const found = findAgain(lines, { pointer, name: String(name ?? '') });
      if (found === undefined) {
        throw new HumanError('editor.activity-moved');
      }
      await this.#runDocument(document, found.pointer);
      return;
    }
    const { activeTextEditor } = vscode.window;
    const line =
      activeTextEditor?.document === document ? activeTextEditor.selection.active.line : 0;
    const found = activityAt(lines, line);
    if (found === undefined) {
      throw new HumanError('editor.no-activity');
    }
    await this.#runDocument(document, found.pointer);
  }

  /** Plays again what a run has played, of the experiment as it is now. */
  async runAgainOf(uri: string, only: string | undefined): Promise<void> {
    await this.#runDocument(await this.#experiment(uri), only);
  }

  /** Runs again what ran last in this workspace. */
  async runAgain(): Promise<void> {
    const [last] = this.#services.history.all();
    if (last === undefined) {
      throw new HumanError('editor.no-past-run');
    }
    await this.run(last.uri);
  }

  /** The first time gracefully; asked again while it stops, offers to kill. */
  async stop(resource?: unknown): Promise<void> {
    const session = await this.#pick(resource);
    if (session === undefined) {
      return;
    }
    if (session.stopping) {
      await this.#offerKill(session);
    } else {
      await this.#runs.stop(session, byHand);
    }
  }

  /** Ends a run with its rollbacks, at once. */
  async kill(resource?: unknown): Promise<void> {
    const session = await this.#pick(resource);
    if (session !== undefined) {
      await this.#runs.kill(session, byHand);
    }
  }

  /** A run of this window where there is one, else the last one of the experiment. */
  async showPanel(resource?: unknown): Promise<void> {
    const { runId, uri, running } = (resource ?? {}) as Record<string, unknown>;
    if (typeof runId === 'string') {
      const own = this.#runs.all().find(({ view }) => view?.run === runId);
      if (own !== undefined) {
        this.#panels.show(own);
        return;
      }
      await this.#panels.showPast(runId, typeof uri === 'string' ? uri : undefined);
      return;
    }
    if (running === true) {
      const chosen = await this.#choose(this.#runs.all());
      if (chosen !== undefined) {
        this.#panels.show(chosen);
      }
      return;
    }
    const document = this.#documents.find(resource);
    const session =
      document === undefined ? this.#runs.all()[0] : this.#runs.of(document.uri.toString());
    if (session !== undefined) {
      this.#panels.show(session);
      return;
    }
    const { history } = this.#services;
    const last =
      document === undefined ? history.all()[0] : history.lastOf(document.uri.toString());
    if (last === undefined) {
      throw new HumanError('editor.no-past-run');
    }
    await this.#panels.showPast(last.runId, last.uri);
  }

  /** The journal of a run, of the active experiment's last one when nothing is said. */
  async openJournal(resource?: unknown): Promise<void> {
    const { history } = this.#services;
    const runId = (resource as { runId?: unknown } | undefined)?.runId;
    const document = this.#documents.find(resource);
    const last =
      typeof runId === 'string'
        ? history.all().find((run) => run.runId === runId)
        : ((document && history.lastOf(document.uri.toString())) ?? history.all()[0]);
    const path =
      last?.journal ??
      (typeof runId === 'string'
        ? await this.#services.worker.call('run.journal', { runId })
        : undefined);
    if (path === undefined) {
      throw new HumanError('editor.no-past-run');
    }
    try {
      const journal = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
      await vscode.window.showTextDocument(journal, { preview: true });
    } catch (error) {
      throw new HumanError('editor.journal-gone', { path }, { cause: error });
    }
  }

  /** A page made of a run's journal, or of the one at an address. */
  async report(from: { runId: string } | { uri: string }): Promise<void> {
    const uri =
      'uri' in from
        ? vscode.Uri.parse(from.uri)
        : vscode.Uri.file(await this.#services.worker.call('run.journal', from));
    await vscode.commands.executeCommand(COMMANDS.exportReport, uri);
  }

  async #experiment(resource: unknown): Promise<vscode.TextDocument> {
    requireTrust();
    const document = this.#documents.find(resource) ?? (await open(resource));
    if (document === undefined || !this.#documents.isExperiment(document)) {
      throw new HumanError('editor.not-an-experiment');
    }
    return document;
  }

  async #jobOf(document: vscode.TextDocument, only: string | undefined): Promise<Start> {
    if (this.#services.target.value.practice) {
      this.#services.practice.require();
    }
    const job = await jobOfDocument(document, this.#samples, this.#services);
    return {
      uri: document.uri.toString(),
      name: vscode.workspace.asRelativePath(document.uri),
      job: only === undefined ? job : { ...job, options: { ...job.options, only } },
    };
  }

  async #runDocument(document: vscode.TextDocument, only?: string): Promise<void> {
    await this.start(await this.#jobOf(document, only));
  }

  async #pick(resource: unknown): Promise<Session | undefined> {
    const all = this.#runs.all();
    if (all.length === 0) {
      throw new HumanError('editor.no-run');
    }
    const document = this.#documents.find(resource);
    const own = document && this.#runs.of(document.uri.toString());
    return own ?? this.#choose(all);
  }

  /** The one that is meant where there are several. */
  async #choose(all: readonly Session[]): Promise<Session | undefined> {
    if (all.length <= 1) {
      return all[0];
    }
    const items = all.map((session) => ({
      label: session.title,
      description: session.step ?? '',
      session,
    }));
    return (await vscode.window.showQuickPick(items))?.session;
  }

  async #offerKill(session: Session): Promise<void> {
    const { text } = this.#services;
    const kill = text({ code: 'editor.kill.kill' });
    const answer = await vscode.window.showWarningMessage(
      text({ code: 'editor.kill.question', args: { title: session.title } }),
      { modal: true, detail: text({ code: 'editor.kill.detail' }) },
      kill,
    );
    if (answer === kill) {
      await this.#runs.kill(session, byHand);
    }
  }
}

/** Opens the document a command was called with, when it is not open yet. */
async function open(resource: unknown): Promise<vscode.TextDocument | undefined> {
  const uri =
    typeof resource === 'string'
      ? vscode.Uri.parse(resource)
      : resource instanceof vscode.Uri
        ? resource
        : undefined;
  return uri && (await vscode.workspace.openTextDocument(uri));
}
