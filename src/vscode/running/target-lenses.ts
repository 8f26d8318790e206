import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { type Documents, SELECTOR } from '../documents.ts';
import type { Services } from '../services.ts';
import { keyOf } from '../target.ts';
import { Debouncer } from '../writing/debouncer.ts';
import { activityLens } from './activity-lens-text.ts';
import type { SamplesMemory } from './environment.ts';
import { jobOfDocument } from './job-of-document.ts';
import type { Runs } from './runs.ts';
import { type TargetState, targetLens } from './target-lens-text.ts';
import { TargetPreviews } from './target-previews.ts';

/** Milliseconds without a key, or a change in the cluster, before it is looked up again. */
const quiet = 600;

/** Milliseconds after which what a visible document would hit is looked up again. */
const refresh = 10_000;

/** The lenses over each activity: what an action on a cluster would hit now, and to play it alone. */
export class TargetLenses implements vscode.CodeLensProvider, Disposable {
  readonly #services: Services;
  readonly #documents: Documents;
  readonly #samples: SamplesMemory;
  readonly #runs: Runs;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #previews: TargetPreviews;
  readonly #later = this.#store.add(
    new Debouncer<string>(quiet, (uri) => {
      this.#look(uri).catch(() => undefined);
    }),
  );

  #shown = '';

  constructor(services: Services, documents: Documents, samples: SamplesMemory, runs: Runs) {
    this.#services = services;
    this.#documents = documents;
    this.#samples = samples;
    this.#runs = runs;
    this.#previews = this.#store.add(new TargetPreviews(services.worker));
    const { connections, target, runOptions, settings, worker } = services;
    const again = () => this.#lookAll();
    const timer = setInterval(() => this.#lookVisible(), refresh);
    for (const event of [
      { dispose: () => clearInterval(timer) },
      this.#previews.onDidChange(() => this.#changed.fire()),
      connections.onDidChange(again),
      target.onDidChange(again),
      runOptions.onDidChange((uri) => this.#later.later(uri)),
      settings.lenses.onDidChange(() => this.#changed.fire()),
      worker.on('cluster.changed', again),
      runs.onDidChange(({ session }) => session.ended && again()),
      runs.onDidChange(() => this.#stepsChanged()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#previews.of(document.uri.toString()) !== undefined) {
          this.#later.later(document.uri.toString());
        }
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#later.forget(uri.toString());
        this.#previews.forget(uri.toString());
      }),
      vscode.languages.registerCodeLensProvider(SELECTOR, this),
    ]) {
      this.#store.add(event);
    }
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { settings, text } = this.#services;
    const shown = settings.lenses.for(document.uri) && this.#documents.isExperiment(document);
    if (!shown || !vscode.workspace.isTrusted) {
      return [];
    }
    const [{ linesOf }, { readingOf }] = await Promise.all([
      import('./activity-lines.ts'),
      import('../readings.ts'),
    ]);
    const lines = linesOf(readingOf(document));
    const uri = document.uri.toString();
    const state = this.#previews.of(uri);
    if (state === undefined && lines.some(({ changesCluster }) => changesCluster)) {
      this.#later.later(uri);
    }
    const known: TargetState = state ?? this.#closedOrLooking();
    const session = this.#runs.of(uri);
    const now = { uri, running: session !== undefined, current: session?.current ?? [] };
    return lines.flatMap((activity) => {
      const range = new vscode.Range(activity.line, 0, activity.line, 0);
      const items = [
        ...(activity.changesCluster ? [targetLens(activity.pointer, known, text)] : []),
        activityLens(activity, now, text),
      ];
      return items.map((item) => new vscode.CodeLens(range, item));
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Drawn again when an activity starts or ends, not at each message. */
  #stepsChanged(): void {
    const shown = JSON.stringify(this.#runs.all().map(({ uri, current }) => [uri, current]));
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#changed.fire();
    }
  }

  get #context(): string | undefined {
    const { target } = this.#services;
    return keyOf(target.value) ?? target.assumed.context;
  }

  #closedOrLooking(): TargetState {
    const context = this.#context;
    return this.#services.connections.of(context) === undefined
      ? { phase: 'closed', context }
      : { phase: 'looking' };
  }

  async #look(uri: string): Promise<void> {
    const document = this.#documents.open().find((each) => each.uri.toString() === uri);
    if (document === undefined) {
      return;
    }
    const context = this.#context;
    const connection = this.#services.connections.of(context);
    await this.#previews.look(uri, connection, context, () =>
      jobOfDocument(document, this.#samples, this.#services),
    );
  }

  #lookAll(): void {
    for (const { uri } of this.#documents.open()) {
      this.#later.later(uri.toString());
    }
  }

  #lookVisible(): void {
    if (!vscode.window.state.focused) {
      return;
    }
    for (const { document } of vscode.window.visibleTextEditors) {
      const uri = document.uri.toString();
      if (this.#previews.of(uri)?.phase === 'known') {
        this.#later.later(uri);
      }
    }
  }
}

/** Shows all that a lens has no room for. */
export async function showTargets(what: unknown): Promise<void> {
  const { title, lines } = (what ?? {}) as { title?: string; lines?: string[] };
  if (title !== undefined) {
    const items = (lines ?? []).map((label) => ({ label }));
    await vscode.window.showQuickPick(items, { title, placeHolder: title });
  }
}
