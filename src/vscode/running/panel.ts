import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Comparison } from '../../engine/compare.ts';
import type { RunView } from '../../engine/view.ts';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { PANELS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { FromPage, PanelAbilities, ToPage } from '../webview/protocol.ts';
import type { Owed } from './owed.ts';
import { panelHtml } from './panel-html.ts';
import type { Change } from './runs.ts';
import type { Session } from './session.ts';
import { undoLabel } from './undo-text.ts';

/** What a panel shows: a run of this window, or one from the state folder. */
export interface Shown {
  session?: Session;
  /** Of a past run. */
  view?: RunView;
  /** Of the experiment's document, where it is known. */
  uri?: string;
  /** Of the journal's document, where that is all there is. */
  journal?: string;
}

/** What the buttons of a panel do. */
export interface PanelActions {
  /** @param only JSON pointer, where the run was of one step */
  runAgain(uri: string, only: string | undefined): void;
  stop(session: Session): void;
  skipPause(session: Session, pauseId: string): void;
  /** Opens the journal of a run, or the one at an address. */
  journal(from: { runId: string } | { uri: string }): void;
  report(from: { runId: string } | { uri: string }): void;
  undo(runId: string): void;
  open(runId: string): void;
  reveal(uri: string, pointer: string): void;
}

/** One webview with the run panel's page. The page may vanish and come back: it asks for the view. */
export class RunPanel implements Disposable {
  readonly #services: Services;
  readonly #owed: Owed;
  readonly #actions: PanelActions;
  readonly #panel: vscode.WebviewPanel;
  readonly #store = new DisposableStore();
  readonly onDidDispose: vscode.Event<void>;
  #shown: Shown | undefined;
  /** Said in place of a run. */
  #instead: ToPage | undefined;
  #comparison: Comparison | undefined;
  #ready = false;
  #closed = false;

  constructor(
    services: Services,
    owed: Owed,
    actions: PanelActions,
    existing?: vscode.WebviewPanel,
  ) {
    this.#services = services;
    this.#owed = owed;
    this.#actions = actions;
    this.#store.add(owed.onDidChange(() => this.#sendAbilities()));
    const folder = vscode.Uri.joinPath(services.context.extensionUri, 'dist', 'webview');
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#panel = existing ?? vscode.window.createWebviewPanel(PANELS.run, 'Chaos', column);
    this.onDidDispose = this.#panel.onDidDispose;
    this.#panel.iconPath = new vscode.ThemeIcon('beaker');
    const { webview } = this.#panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    this.#store.add(webview.onDidReceiveMessage((message: FromPage) => this.#received(message)));
    this.#store.add(
      this.#panel.onDidDispose(() => {
        this.#closed = true;
        this.#store.dispose();
      }),
    );
    webview.html = panelHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'panel.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'panel.css')).toString(),
      origin: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: vscode.env.language,
    });
  }

  /** Address of the experiment it shows a run of. */
  get uri(): string | undefined {
    return this.#shown?.uri;
  }

  /** A person has closed it. */
  get closed(): boolean {
    return this.#closed;
  }

  /** It shows a run of this window that goes on. */
  get busy(): boolean {
    return this.#shown?.session?.ended === false;
  }

  /** Id of the run it shows; empty for one that is known by its journal only. */
  get runId(): string | undefined {
    const { session, view } = this.#shown ?? {};
    return (session?.view ?? view)?.run;
  }

  /** Address of the journal it shows, where that is all there is. */
  get journal(): string | undefined {
    return this.#shown?.journal;
  }

  /** Shows a run in place of what was shown. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#instead = undefined;
    this.#comparison = undefined;
    this.#send();
  }

  /** Shows more of the run that is shown already. */
  update(view: RunView): void {
    this.#shown = { ...this.#shown, view };
    this.#send();
  }

  /** Shows what is different from another run. */
  compared(comparison: Comparison): void {
    this.#comparison = comparison;
    if (this.#ready) {
      this.#post({ type: 'comparison', comparison });
    }
  }

  /** Shows a sentence in place of a run. */
  say(type: 'waiting' | 'failed', text: string): void {
    const language = vscode.env.language;
    const runAgain = this.#shown?.uri !== undefined;
    this.#instead =
      type === 'waiting' ? { type, text, language } : { type, text, language, runAgain };
    this.#send();
  }

  /** Brings it to the front without taking the keyboard away. */
  reveal(): void {
    if (!this.#panel.visible) {
      this.#panel.reveal(undefined, true);
    }
  }

  /** Something happened to a run. */
  changed({ session, progress }: Change): void {
    if (session !== this.#shown?.session) {
      return;
    }
    this.#title();
    if (!this.#ready) {
      return;
    }
    if (progress?.patch !== undefined) {
      this.#post({ type: 'patch', patch: progress.patch });
    } else if (progress?.view !== undefined) {
      this.#send();
    } else {
      this.#sendAbilities();
    }
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #send(): void {
    this.#title();
    if (!this.#ready) {
      return;
    }
    const shown = this.#shown;
    const view = shown?.session?.view ?? shown?.view;
    if (this.#instead !== undefined) {
      this.#post(this.#instead);
    } else if (shown !== undefined && view !== undefined) {
      this.#post({
        type: 'view',
        view,
        language: vscode.env.language,
        abilities: this.#abilities(shown),
        ...(shown.uri !== undefined && { uri: shown.uri }),
        ...(shown.journal !== undefined && { journal: shown.journal }),
      });
      if (this.#comparison !== undefined) {
        this.#post({ type: 'comparison', comparison: this.#comparison });
      }
    } else {
      const text = this.#services.text({ code: 'editor.panel.starting' });
      this.#post({ type: 'waiting', text, language: vscode.env.language });
    }
  }

  #sendAbilities(): void {
    const shown = this.#shown;
    if (this.#ready && shown !== undefined && (shown.session?.view ?? shown.view) !== undefined) {
      this.#post({ type: 'abilities', abilities: this.#abilities(shown) });
    }
  }

  #abilities({ session, view, uri, journal }: Shown): PanelAbilities {
    const control = session !== undefined && !session.ended;
    const runId = (session?.view ?? view)?.run;
    const undo = undoLabel(this.#owed.of(runId), this.#services.text);
    return {
      control,
      runAgain: !control && uri !== undefined,
      journal: (session === undefined ? view?.state === 'ended' : session.ended) === true,
      reveal: (uri ?? journal) !== undefined,
      ...(undo !== undefined && { undo }),
    };
  }

  #title(): void {
    const { session, view } = this.#shown ?? {};
    const title = session?.title ?? view?.title;
    if (title !== undefined && this.#panel.title !== title) {
      this.#panel.title = title;
    }
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #received(message: FromPage): void {
    const { session, view, uri, journal } = this.#shown ?? {};
    const runId = this.runId;
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#send();
        break;
      case 'copy':
        void vscode.env.clipboard.writeText(message.text);
        break;
      case 'runAgain':
        if (uri !== undefined) {
          this.#actions.runAgain(uri, (session?.view ?? view)?.only);
        }
        break;
      case 'reveal':
        this.#reveal(message.pointer);
        break;
      case 'stop':
        if (session !== undefined) {
          this.#actions.stop(session);
        }
        break;
      case 'skip':
        if (session !== undefined) {
          this.#actions.skipPause(session, message.pauseId);
        }
        break;
      case 'journal':
      case 'report':
        if (journal !== undefined) {
          this.#actions[message.type]({ uri: journal });
        } else if (runId !== undefined) {
          this.#actions[message.type]({ runId });
        }
        break;
      case 'undo':
        if (runId !== undefined) {
          this.#actions.undo(runId);
        }
        break;
      case 'openRun':
        this.#actions.open(message.runId);
        break;
    }
  }

  /** The place of a row: in the experiment, or else in the journal. */
  #reveal(pointer: string): void {
    const place = this.#shown?.uri ?? this.#shown?.journal;
    if (place !== undefined) {
      this.#actions.reveal(place, pointer);
    }
  }
}
