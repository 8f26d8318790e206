import type { Place } from '../../worker/cluster-protocol.ts';
import type { WorkerClient } from '../worker-client.ts';
import type { ExplorerModel } from './model.ts';
import { type Node, nodes } from './nodes.ts';

/** Rows whose content is asked for when they are unfolded. */
type Followed = Node & { t: 'namespace' | 'events' | 'nodes' };

/**
 * Keeps followed what a person looks at: of an open connection, unfolded, and while the view is
 * visible. Everything else is left in peace.
 */
export class Follower {
  readonly #worker: Pick<WorkerClient, 'call'>;
  readonly #model: ExplorerModel;
  /** What was unfolded, by node id. */
  readonly #unfolded = new Map<string, Followed>();
  readonly #foldedContexts = new Set<string>();
  /** What is followed now, by node id. */
  readonly #followed = new Map<string, Place>();
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
    } else if (isFollowed(node)) {
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
        const place = placeOf(node, connection);
        this.#followed.set(id, place);
        this.#worker.call('cluster.follow', place).catch(() => this.#followed.delete(id));
      }
    }
  }

  #connectionFor(node: Followed): string | undefined {
    const { context } = node;
    const link = this.#model.clusters.get(context)?.link;
    const within =
      node.t !== 'events' || this.#unfolded.has(nodes.namespace(context, node.namespace).id);
    const looked = this.#visible && within && !this.#foldedContexts.has(context);
    return looked && link?.phase === 'open' ? link.connection : undefined;
  }
}

function isFollowed(node: Node): node is Followed {
  return node.t === 'namespace' || node.t === 'events' || node.t === 'nodes';
}

function placeOf(node: Followed, connection: string): Place {
  switch (node.t) {
    case 'nodes':
      return { connection, namespace: '', list: 'nodes' };
    case 'events':
      return { connection, namespace: node.namespace, list: 'events' };
    default:
      return { connection, namespace: node.namespace };
  }
}
