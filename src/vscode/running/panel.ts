import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { RunView } from '../../engine/view.ts';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { PANELS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { FromPage, PanelAbilities, ToPage } from '../webview/protocol.ts';
import { panelHtml } from './panel-html.ts';
import type { Change } from './runs.ts';
import type { Session } from './session.ts';

/** What a panel shows: a run of this window, or one from the state folder. */
export interface Shown {
  session?: Session;
  /** Of a past run. */
  view?: RunView;
  /** Of the experiment's document, where it is known. */
  uri?: string;
}

/** What the buttons of a panel do. */
export interface PanelActions {
  runAgain(uri: string): void;
  stop(session: Session): void;
  skipPause(session: Session, pauseId: string): void;
  journal(runId: string): void;
  reveal(uri: string, pointer: string): void;
}

/** One webview with the run panel's page. The page may vanish and come back: it asks for the view. */
export class RunPanel implements Disposable {
  readonly #services: Services;
  readonly #actions: PanelActions;
  readonly #panel: vscode.WebviewPanel;
  readonly #store = new DisposableStore();
  readonly onDidDispose: vscode.Event<void>;
  #shown: Shown | undefined;
  /** Said in place of a run. */
  #instead: ToPage | undefined;
  #ready = false;

  constructor(services: Services, actions: PanelActions, existing?: vscode.WebviewPanel) {
    this.#services = services;
    this.#actions = actions;
    const folder = vscode.Uri.joinPath(services.context.extensionUri, 'dist', 'webview');
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#panel = existing ?? vscode.window.createWebviewPanel(PANELS.run, 'Chaos', column);
    this.onDidDispose = this.#panel.onDidDispose;
    this.#panel.iconPath = new vscode.ThemeIcon('beaker');
    const { webview } = this.#panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    this.#store.add(webview.onDidReceiveMessage((message: FromPage) => this.#received(message)));
    this.#store.add(this.#panel.onDidDispose(() => this.#store.dispose()));
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

  /** Shows a run in place of what was shown. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#instead = undefined;
    this.#send();
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
    } else if (session.view !== undefined) {
      this.#post({ type: 'abilities', abilities: this.#abilities(this.#shown) });
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
      });
    } else {
      const text = this.#services.text({ code: 'editor.panel.starting' });
      this.#post({ type: 'waiting', text, language: vscode.env.language });
    }
  }

  #abilities({ session, uri }: Shown): PanelAbilities {
    const control = session !== undefined && !session.ended;
    return {
      control,
      runAgain: !control && uri !== undefined,
      journal: !control,
      reveal: uri !== undefined,
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
    const { session, view, uri } = this.#shown ?? {};
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
          this.#actions.runAgain(uri);
        }
        break;
      case 'reveal':
        if (uri !== undefined) {
          this.#actions.reveal(uri, message.pointer);
        }
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
      case 'journal': {
        const runId = (session?.view ?? view)?.run;
        if (runId !== undefined) {
          this.#actions.journal(runId);
        }
        break;
      }
    }
  }
}
