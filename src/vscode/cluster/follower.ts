import type { WorkerClient } from '../worker-client.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';

/**
 * Keeps the namespaces followed that a person looks at: of an open connection, unfolded, and while
 * the view is visible. Everything else is left in peace.
 */
export class Follower {
  readonly #worker: Pick<WorkerClient, 'call'>;
  readonly #model: ExplorerModel;
  /** Namespaces that were unfolded, by node id. */
  readonly #unfolded = new Map<string, Node & { t: 'namespace' }>();
  readonly #foldedContexts = new Set<string>();
  /** What is followed now: node id → connection. */
  readonly #followed = new Map<string, { connection: string; namespace: string }>();
  #visible = false;

  constructor(worker: Pick<WorkerClient, 'call'>, model: ExplorerModel) {
    this.#worker = worker;
    this.#model = model;
  }

  set visible(visible: boolean) {
    this.#visible = visible;
    this.update();
  }

  unfold(node: Node): void {
    if (node.t === 'context') {
      this.#foldedContexts.delete(node.context);
    } else if (node.t === 'namespace') {
      this.#unfolded.set(node.id, node);
    }
    this.update();
  }

  fold(node: Node): void {
    if (node.t === 'context') {
      this.#foldedContexts.add(node.context);
    } else {
      this.#unfolded.delete(node.id);
    }
    this.update();
  }

  /** Starts and stops what the model and the view now ask for. */
  update(): void {
    for (const [id, place] of this.#followed) {
      const wanted = this.#unfolded.get(id);
      if (wanted === undefined || this.#connectionFor(wanted) !== place.connection) {
        this.#followed.delete(id);
        this.#worker.call('cluster.unfollow', place).catch(() => undefined);
      }
    }
    for (const [id, node] of this.#unfolded) {
      const connection = this.#connectionFor(node);
      if (connection !== undefined && !this.#followed.has(id)) {
        const place = { connection, namespace: node.namespace };
        this.#followed.set(id, place);
        this.#worker.call('cluster.follow', place).catch(() => this.#followed.delete(id));
      }
    }
  }

  #connectionFor({ context }: Node & { t: 'namespace' }): string | undefined {
    const link = this.#model.clusters.get(context)?.link;
    const looked = this.#visible && !this.#foldedContexts.has(context);
    return looked && link?.phase === 'open' ? link.connection : undefined;
  }
}
