import * as vscode from 'vscode';
import type { Interruption } from '../../engine/events.ts';
import { HumanError } from '../../messages/error.ts';
import { type Documents, formatOf } from '../documents.ts';
import type { Services } from '../services.ts';
import { runEnvironment, type Samples, type SamplesMemory } from './environment.ts';
import { jobOf } from './job.ts';
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
  readonly #panels: () => RunPanels;

  constructor(
    services: Services,
    documents: Documents,
    runs: Runs,
    samples: SamplesMemory,
    panels: () => RunPanels,
  ) {
    this.#services = services;
    this.#documents = documents;
    this.#runs = runs;
    this.#samples = samples;
    this.#panels = panels;
  }

  /** Runs the text that is on the screen at this moment, saved or not. */
  async run(resource?: unknown): Promise<void> {
    this.#requireTrust();
    const document = this.#documents.find(resource) ?? (await open(resource));
    if (document === undefined || !this.#documents.isExperiment(document)) {
      throw new HumanError('editor.not-an-experiment');
    }
    const { job, ...start } = this.#startOf(document);
    const environment = await this.#environment(document.uri, job.connection);
    await this.#start({ ...start, job: { ...job, environment } });
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
    const { runId, uri } = (resource ?? {}) as { runId?: unknown; uri?: unknown };
    if (typeof runId === 'string') {
      await this.#panels().showPast(runId, typeof uri === 'string' ? uri : undefined);
      return;
    }
    const document = this.#documents.find(resource);
    const session =
      document === undefined ? this.#runs.all()[0] : this.#runs.of(document.uri.toString());
    if (session !== undefined) {
      this.#panels().show(session);
      return;
    }
    const { history } = this.#services;
    const last =
      document === undefined ? history.all()[0] : history.lastOf(document.uri.toString());
    if (last === undefined) {
      throw new HumanError('editor.no-past-run');
    }
    await this.#panels().showPast(last.runId, last.uri);
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

  async #start(start: Start): Promise<void> {
    const { settings, words } = this.#services;
    const running = this.#runs.of(start.uri);
    if (running !== undefined) {
      this.#panels().show(running);
      throw new HumanError('editor.running-already');
    }
    let session: Session | undefined;
    try {
      await this.#runs.start(start, (started) => {
        session = started;
        if (settings.showPanel.value) {
          this.#panels().show(started);
        }
      });
    } catch (error) {
      // Said where the person looks already, unless that would hide what the run has come to.
      const nothingToHide = session?.view?.state !== 'ended';
      if (!nothingToHide || !this.#panels().failed(start.uri, words(error))) {
        throw error;
      }
    }
  }

  #startOf(document: vscode.TextDocument): Start {
    const { settings, target } = this.#services;
    const chosen = target.value;
    return {
      uri: document.uri.toString(),
      name: vscode.workspace.asRelativePath(document.uri),
      job: jobOf({
        text: document.getText(),
        format: formatOf(document),
        path: document.uri.scheme === 'file' ? document.uri.fsPath : undefined,
        folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
        target: chosen,
        kubeconfig: settings.kubeconfig.value,
        journalPath: settings.journalPath.for(document.uri),
      }),
    };
  }

  /** Variables for a run: what the samples and the setting give. */
  async #environment(
    uri: vscode.Uri,
    choice: Pick<Samples, 'kubeconfig' | 'context'>,
  ): Promise<Record<string, string>> {
    const setting = this.#services.settings.environment.for(uri);
    const known = this.#samples.all().length > 0;
    const context = choice.context ?? (known ? await this.#current(choice.kubeconfig) : undefined);
    const { kubeconfig } = choice;
    const samples = this.#samples.variables({ kubeconfig, context });
    return runEnvironment(samples, process.env, setting);
  }

  /** The context that kubectl would take; a kubeconfig that can’t be read is told by the run. */
  async #current(kubeconfig = ''): Promise<string | undefined> {
    try {
      const { contexts } = await this.#services.worker.call('cluster.contexts', { kubeconfig });
      return contexts.find(({ current }) => current)?.name;
    } catch {
      return undefined;
    }
  }

  #requireTrust(): void {
    if (!vscode.workspace.isTrusted) {
      throw new HumanError('editor.untrusted');
    }
  }

  async #pick(resource: unknown): Promise<Session | undefined> {
    const all = this.#runs.all();
    if (all.length === 0) {
      throw new HumanError('editor.no-run');
    }
    const document = this.#documents.find(resource);
    const own = document && this.#runs.of(document.uri.toString());
    if (own !== undefined || all.length <= 1) {
      return own ?? all[0];
    }
    const items = all.map((session) => ({ label: session.title, session }));
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
