import type {
  EventRow,
  ListRows,
  NamespaceChange,
  NodeRow,
  RowsChange,
} from '../../kubernetes/feed-types.ts';
import type { ContextList, ContextRow } from '../../kubernetes/kubeconfig/contexts.ts';
import type { Message } from '../../messages/types.ts';
import { Emitter } from '../emitter.ts';
import type { PracticeState } from '../practice/practice.ts';
import { practiceKey, type Target } from '../target.ts';
import { LiveNamespace } from './live-namespace.ts';
import { LiveRows } from './live-rows.ts';
import { type Node, nodes } from './nodes.ts';
import { page } from './paged.ts';
import type { Cluster, ExplorerState, Link } from './state.ts';

/** What of the tree changed: the rows below one, by its id, or anything. */
export type Change = { id: string } | undefined;

/** What the explorer shows, and an event for each change. Knows no editor and no cluster. */
export class ExplorerModel implements ExplorerState {
  readonly clusters = new Map<string, Cluster>();
  readonly shown = new Map<string, number>();
  readonly forwards = new Map<string, number>();
  practice: PracticeState = { phase: 'off' };
  target: Target = {};
  trusted = false;
  filter = '';
  kubeconfig: ExplorerState['kubeconfig'];
  readonly #changed = new Emitter<Change>();
  readonly onDidChange = this.#changed.event;

  /** Takes over the contexts; what is known of those that stay is kept. */
  setContexts({ contexts, found }: ContextList): void {
    const former = new Map(this.clusters);
    const practice = former.get(practiceKey);
    this.clusters.clear();
    if (practice !== undefined) {
      this.clusters.set(practiceKey, practice);
    }
    for (const context of contexts) {
      const known = former.get(context.name);
      this.clusters.set(context.name, {
        context,
        link: known?.link ?? { phase: 'closed' },
        ...(known === undefined ? unknown() : seen(known)),
      });
    }
    this.kubeconfig = contexts.length > 0 ? 'some' : found ? 'empty' : 'none';
    this.#changed.fire(undefined);
  }

  /** The kubeconfig can't be read; what is known of its contexts stays. */
  setBroken(): void {
    this.kubeconfig = 'broken';
    this.#changed.fire(undefined);
  }

  /** @param context of its kubeconfig, while it runs */
  setPractice(state: PracticeState, context: ContextRow | undefined): void {
    const others = [...this.clusters].filter(([key]) => key !== practiceKey);
    this.practice = state;
    this.clusters.clear();
    if (context !== undefined) {
      this.clusters.set(practiceKey, { context, link: { phase: 'closed' }, ...unknown() });
    }
    for (const [key, cluster] of others) {
      this.clusters.set(key, cluster);
    }
    this.#changed.fire(undefined);
  }

  setTarget(target: Target): void {
    this.target = target;
    this.#changed.fire(undefined);
  }

  setTrusted(trusted: boolean): void {
    this.trusted = trusted;
    this.#changed.fire(undefined);
  }

  /** A link that is no longer open knows nothing of its namespaces any more. */
  setLink(context: string, link: Link): void {
    const cluster = this.clusters.get(context);
    if (cluster !== undefined) {
      cluster.link = link;
      if (link.phase !== 'open') {
        Object.assign(cluster, unknown());
      }
      this.#changed.fire(undefined);
    }
  }

  /** @param now ms since the epoch */
  apply(context: string, namespace: string, change: NamespaceChange, now: number): void {
    const cluster = this.clusters.get(context);
    if (cluster !== undefined) {
      const live = cluster.live.get(namespace) ?? new LiveNamespace();
      cluster.live.set(namespace, live);
      live.apply(change, now);
      this.#changed.fire(nodes.namespace(context, namespace));
    }
  }

  /** Takes over what changed of a list that is followed by itself. */
  applyRows(
    context: string,
    namespace: string,
    list: keyof ListRows,
    change: RowsChange<ListRows[keyof ListRows]>,
  ): void {
    const cluster = this.clusters.get(context);
    if (cluster === undefined) {
      return;
    }
    if (list === 'nodes') {
      cluster.nodes.apply(change as RowsChange<NodeRow>);
      this.#changed.fire(nodes.nodes(context));
    } else {
      const events = cluster.events.get(namespace) ?? new LiveRows();
      cluster.events.set(namespace, events);
      events.apply(change as RowsChange<EventRow>);
      this.#changed.fire(nodes.events(context, namespace));
    }
  }

  /** The cluster stopped answering, or does again. */
  setHealth(context: string, ill: Message | undefined): void {
    const link = this.clusters.get(context)?.link;
    if (link?.phase === 'open') {
      const { ill: _, ...rest } = link;
      this.setLink(context, { ...rest, ...(ill && { ill }) });
    }
  }

  /** @param port the local one; undefined when it is closed */
  setForward(uid: string, port: number | undefined): void {
    if (port === undefined ? this.forwards.delete(uid) : this.forwards.set(uid, port)) {
      this.#changed.fire(undefined);
    }
  }

  setFilter(filter: string): void {
    this.filter = filter;
    this.#changed.fire(undefined);
  }

  showMore(node: Node & { t: 'more' }): void {
    this.shown.set(node.of, (this.shown.get(node.of) ?? page) + page);
    this.#changed.fire(undefined);
  }

  /** Moves the clocks; true while any row needs the next tick. */
  tick(now: number): boolean {
    let moving = false;
    for (const [context, { live: namespaces }] of this.clusters) {
      for (const [namespace, live] of namespaces) {
        if (live.ticking) {
          live.expire(now);
          moving ||= live.ticking;
          this.#changed.fire(nodes.namespace(context, namespace));
        }
      }
    }
    return moving;
  }

  /** Names of the open connections, by the key of their cluster. */
  connections(): Map<string, string> {
    return new Map(
      [...this.clusters].flatMap(([key, { link }]) =>
        link.phase === 'open' ? [[key, link.connection] as const] : [],
      ),
    );
  }

  /** The key of the cluster that a connection leads to. */
  contextOf(connection: string): string | undefined {
    for (const [key, { link }] of this.clusters) {
      if (link.phase === 'open' && link.connection === connection) {
        return key;
      }
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

type Seen = Pick<Cluster, 'live' | 'nodes' | 'events'>;

/** Of a cluster nothing of which was seen. */
function unknown(): Seen {
  return { live: new Map(), nodes: new LiveRows(), events: new Map() };
}

const seen = ({ live, nodes: rows, events }: Cluster): Seen => ({ live, nodes: rows, events });
