import * as vscode from 'vscode';
import { DisposableStore } from '../disposable.ts';
import type { Documents } from '../documents.ts';
import { doorCommands } from '../doors/doors.ts';
import type { Services } from '../services.ts';
import { practiceKey } from '../target.ts';
import { explorerCommands } from './commands.ts';
import { Follower } from './follower.ts';
import { Links } from './links.ts';
import { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { objectCommands } from './objects/commands.ts';
import { ObjectDocuments } from './objects/documents.ts';
import { Forwards } from './objects/forwards.ts';
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
  readonly #documents: ObjectDocuments;
  readonly #forwards: Forwards;
  #clock: NodeJS.Timeout | undefined;

  constructor(services: Services, documents: Documents) {
    const { worker, settings, target, text, practice } = services;
    this.#services = services;
    this.#store.add(this.model);
    this.model.setTarget(target.value);
    this.model.setTrusted(vscode.workspace.isTrusted);
    this.#documents = this.#store.add(new ObjectDocuments(services));
    this.#forwards = this.#store.add(new Forwards(services, this.model));
    this.#follower = new Follower(worker, this.model);
    this.links = new Links(worker, this.model, () => settings.kubeconfig.value, this.#store);
    this.tree = this.#store.add(
      new ExplorerTree(this.model, text, (node) => this.#follower.unfold(node)),
    );
    this.#store.add(new StatusBar(this.model, documents, text));
    this.#store.add(
      practice.onDidChange((state) => void this.links.practice(state).catch(services.report)),
    );
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
    this.#store.add(
      worker.on('cluster.rows', ({ connection, namespace, list, change }) => {
        const context = this.model.contextOf(connection);
        if (context !== undefined) {
          this.model.applyRows(context, namespace, list, change);
        }
      }),
    );
    this.#store.add(
      worker.on('cluster.health', ({ connection, error }) => {
        const context = this.model.contextOf(connection);
        if (context !== undefined) {
          this.model.setHealth(context, error);
        }
      }),
    );
    this.#store.add(worker.on('cluster.kubeconfig', () => void this.reload()));
    this.#store.add(this.model.onDidChange(() => this.#moved()));
    this.#store.add(
      this.model.onDidChange(() => services.connections.set(this.model.connections())),
    );
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
        const told = [this.#failure(), this.#filtered()].filter((each) => each !== undefined);
        view.message = told.length > 0 ? told.join('\n') : undefined;
      }),
    );
    seen();
  }

  /** Shows the practice cluster as it is now. */
  async begin(): Promise<void> {
    const { state } = this.#services.practice;
    await Promise.all([
      this.reload(),
      this.links.practice(state).catch((error: unknown) => this.#services.report(error)),
    ]);
  }

  /** Reads the kubeconfig again; a broken one is told in the view. */
  async reload(): Promise<void> {
    try {
      await this.links.refresh();
      this.#tellCurrent();
    } catch (error) {
      this.model.setBroken();
      this.#services.report(error);
    }
  }

  commands(): Record<string, (...args: never[]) => unknown> {
    const { model, links } = this;
    return {
      ...explorerCommands(this.#services, model, links, () => this.reload()),
      ...switchTarget(this.#services, model, links),
      ...objectCommands({
        services: this.#services,
        model,
        documents: this.#documents,
        forwards: this.#forwards,
      }),
      ...samplesCommands(this.#services, model, links),
      ...doorCommands(this.#services, () => this.reload()),
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
    const { practice } = this.model;
    if (practice.phase === 'failed') {
      return this.#services.text(practice.error);
    }
    for (const { link } of this.model.clusters.values()) {
      if (link.phase === 'failed') {
        return this.#services.text(link.error);
      }
      const error = link.phase === 'open' ? (link.error ?? link.ill) : undefined;
      if (error !== undefined) {
        return this.#services.text(error);
      }
    }
    return undefined;
  }

  #filtered(): string | undefined {
    const { filter } = this.model;
    return filter === ''
      ? undefined
      : this.#services.text({ code: 'editor.explorer.filtered', args: { filter } });
  }

  /** What kubectl would take, so that lens and panel can name it before a run. */
  #tellCurrent(): void {
    const all = [...this.model.clusters].filter(([key]) => key !== practiceKey);
    const current = all.find(([, { context }]) => context.current)?.[1].context;
    if (current !== undefined) {
      const { name, namespace = 'default' } = current;
      this.#services.target.assume({ context: name, namespace });
    }
  }
}
