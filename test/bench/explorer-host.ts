import { resolve } from 'node:path';
import { format } from '../../src/messages/format.ts';
import { childrenOf } from '../../src/vscode/cluster/children.ts';
import { Follower } from '../../src/vscode/cluster/follower.ts';
import { ExplorerModel } from '../../src/vscode/cluster/model.ts';
import { type Node, nodes } from '../../src/vscode/cluster/nodes.ts';
import { rowOf } from '../../src/vscode/cluster/row.ts';
import { WorkerClient } from '../../src/vscode/worker-client.ts';

/** As in the tree: changes within this time are drawn together, in ms. */
const batch = 150;

/**
 * The explorer's half of the extension host over the real thread: all but the editor's own drawing. A
 * redraw asks for children and rows of everything that is unfolded, as the editor does.
 */
export class ExplorerHost {
  readonly model = new ExplorerModel();
  readonly #worker = new WorkerClient({
    file: resolve('dist/worker.js'),
    trusted: () => true,
    failed: (error) => console.error(error),
  });
  readonly #follower = new Follower(this.#worker, this.model);
  readonly #unfolded = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #told: (namespace: string) => void = () => undefined;
  /** Rows that were drawn so far. */
  drawn = 0;

  constructor() {
    this.#worker.on('cluster.changed', ({ namespace, change }) => {
      this.model.apply('one', namespace, change, Date.now());
      this.#told(namespace);
    });
    this.model.onDidChange(() => {
      this.#follower.update();
      this.#timer ??= setTimeout(() => this.draw(), batch);
    });
    this.#follower.visible = true;
  }

  async connect(kubeconfig: string): Promise<string[]> {
    const { contexts } = await this.#worker.call('cluster.contexts', { kubeconfig });
    const context = { ...contexts[0], name: 'one', current: true };
    this.model.setContexts({ contexts: [context as never], paths: [], found: true });
    const opened = await this.#worker.call('cluster.connect', { kubeconfig });
    const { connection } = opened;
    const namespaces = await this.#worker.call('cluster.namespaces', { connection });
    const { server } = opened.identity;
    this.model.setLink('one', { phase: 'open', ...opened, server, namespaces, silent: false });
    return namespaces.names;
  }

  /**
   * Unfolds namespaces; resolves when of all the workloads with their counts, or also the pods, are
   * there and were drawn.
   */
  async unfold(names: readonly string[], until: 'counts' | 'pods'): Promise<void> {
    const missing = new Set(names);
    const { promise, resolve: done } = Promise.withResolvers<void>();
    this.#told = (namespace) => {
      const live = this.model.clusters.get('one')?.live.get(namespace);
      if (until === 'counts' || live?.resources.pods?.state !== 'loading') {
        missing.delete(namespace);
      }
      if (missing.size === 0) {
        done();
      }
    };
    for (const name of names) {
      this.#unfolded.add(name);
      this.#follower.unfold(nodes.namespace('one', name));
    }
    await promise;
    this.draw();
  }

  /** Folds all again, and forgets what was there. */
  fold(): void {
    for (const name of this.#unfolded) {
      this.#follower.fold(nodes.namespace('one', name));
      this.model.clusters.get('one')?.live.delete(name);
    }
    this.#unfolded.clear();
  }

  draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draw(nodes.context('one', true));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#worker.dispose();
  }

  #draw(node: Node): void {
    for (const child of childrenOf(this.model, node, format)) {
      const row = rowOf(this.model, child, format, Date.now());
      this.drawn += 1;
      const open = child.t === 'namespace' ? this.#unfolded.has(child.namespace) : false;
      if (open || (child.t === 'workload' && row.children === 'open')) {
        this.#draw(child);
      }
    }
  }
}
