import * as vscode from 'vscode';
import { DisposableStore } from '../disposable.ts';
import type { Documents } from '../documents.ts';
import { CONTEXTS } from '../ids.ts';
import type { Services } from '../services.ts';
import { explorerCommands } from './commands.ts';
import { Follower } from './follower.ts';
import { Links } from './links.ts';
import { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { samplesCommands } from './samples.ts';
import { StatusBar } from './status-bar.ts';
import { switchTarget } from './switch-target.ts';
import { ExplorerTree } from './tree.ts';
import type { ClusterView } from './view.ts';

/** The explorer's parts, put together when the view or a command is first used. */
export class Explorer implements vscode.Disposable {
  readonly model = new ExplorerModel();
  readonly links: Links;
  readonly tree: ExplorerTree;
  readonly #services: Services;
  readonly #follower: Follower;
  readonly #store = new DisposableStore();
  #clock: NodeJS.Timeout | undefined;

  constructor(services: Services, documents: Documents) {
    const { worker, settings, target, text } = services;
    this.#services = services;
    this.#store.add(this.model);
    this.model.setTarget(target.value);
    this.model.setTrusted(vscode.workspace.isTrusted);
    this.#follower = new Follower(worker, this.model);
    this.links = new Links(worker, this.model, () => settings.kubeconfig.value, this.#store);
    this.tree = this.#store.add(
      new ExplorerTree(this.model, text, (node) => this.#follower.unfold(node)),
    );
    this.#store.add(new StatusBar(this.model, documents, text));
    this.#store.add(target.onDidChange((value) => this.model.setTarget(value)));
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.model.setTrusted(true)));
    this.#store.add(settings.kubeconfig.onDidChange(() => this.reload()));
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.reload()),
    );
    this.#store.add(
      worker.on('cluster.changed', ({ connection, namespace, change }) => {
        const context = this.model.contextOf(connection);
        if (context !== undefined) {
          this.model.apply(context, namespace, change, Date.now());
        }
      }),
    );
    this.#store.add(this.model.onDidChange(() => this.#moved()));
  }

  /** Connects the view's folding and visibility. */
  attach(view: ClusterView): void {
    this.#store.add(
      view.onDidExpandElement(({ element }) => {
        this.#follower.unfold(element);
        this.#openContext(element);
      }),
    );
    this.#store.add(view.onDidCollapseElement(({ element }) => this.#follower.fold(element)));
    const seen = () => {
      this.#follower.visible = view.visible;
      this.#tick();
    };
    this.#store.add(view.onDidChangeVisibility(seen));
    this.#store.add(
      this.model.onDidChange(() => {
        view.message = this.#failure();
      }),
    );
    seen();
  }

  /** Reads the kubeconfig again; a broken one is told in the view. */
  async reload(): Promise<void> {
    try {
      await this.links.refresh();
      const found = this.model.found ? 'empty' : 'none';
      await setKubeconfig(this.model.clusters.size > 0 ? 'some' : found);
      this.#tellCurrent();
    } catch (error) {
      await setKubeconfig('broken');
      this.#services.report(error);
    }
  }

  commands(): Record<string, (...args: never[]) => unknown> {
    const { model, links } = this;
    return {
      ...explorerCommands(this.#services, model, links, () => this.reload()),
      ...switchTarget(this.#services, model, links),
      ...samplesCommands(this.#services, model, links),
    };
  }

  dispose(): void {
    clearTimeout(this.#clock);
    this.#store.dispose();
  }

  /** Only a person's own unfolding opens a connection, never the drawing of a row. */
  #openContext(node: Node): void {
    if (node.t === 'context' && this.model.clusters.get(node.context)?.link.phase === 'closed') {
      void this.links.connect(node.context);
    }
  }

  #moved(): void {
    this.#follower.update();
    this.#tick();
  }

  /** One clock for all rows that count seconds, and none when nothing does. */
  #tick(): void {
    this.#clock ??= setTimeout(() => {
      this.#clock = undefined;
      this.model.tick(Date.now());
    }, 500);
  }

  #failure(): string | undefined {
    for (const { link } of this.model.clusters.values()) {
      if (link.phase === 'failed') {
        return this.#services.text(link.error);
      }
      if (link.phase === 'open' && link.error !== undefined) {
        return this.#services.text(link.error);
      }
    }
    return undefined;
  }

  /** What kubectl would take, so that lens and panel can name it before a run. */
  #tellCurrent(): void {
    const all = [...this.model.clusters.values()];
    const current = all.find(({ context }) => context.current)?.context;
    if (current !== undefined) {
      const { name, namespace = 'default' } = current;
      this.#services.target.assume({ context: name, namespace });
    }
  }
}

async function setKubeconfig(state: 'some' | 'none' | 'empty' | 'broken'): Promise<void> {
  await vscode.commands.executeCommand('setContext', CONTEXTS.kubeconfig, state);
}
