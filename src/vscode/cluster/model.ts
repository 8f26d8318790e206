import type { NamespaceChange } from '../../kubernetes/feed-types.ts';
import type { ContextList } from '../../kubernetes/kubeconfig/contexts.ts';
import { Emitter } from '../emitter.ts';
import type { Target } from '../target.ts';
import { page } from './children.ts';
import { LiveNamespace } from './live-namespace.ts';
import type { Node } from './nodes.ts';
import type { Cluster, ExplorerState, Link } from './state.ts';

/** What of the tree changed: one namespace's rows, or anything. */
export type Change = { context: string; namespace: string } | undefined;

/** What the explorer shows, and an event for each change. Knows no editor and no cluster. */
export class ExplorerModel implements ExplorerState {
  readonly clusters = new Map<string, Cluster>();
  readonly shown = new Map<string, number>();
  target: Target = {};
  trusted = false;
  /** Undefined until the kubeconfig was read. */
  found: boolean | undefined;
  readonly #changed = new Emitter<Change>();
  readonly onDidChange = this.#changed.event;

  /** Takes over the contexts; what is known of those that stay is kept. */
  setContexts({ contexts, found }: ContextList): void {
    const former = new Map(this.clusters);
    this.clusters.clear();
    for (const context of contexts) {
      const known = former.get(context.name);
      this.clusters.set(context.name, {
        context,
        link: known?.link ?? { phase: 'closed' },
        live: known?.live ?? new Map(),
      });
    }
    this.found = found;
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
        cluster.live.clear();
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
      this.#changed.fire({ context, namespace });
    }
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
          this.#changed.fire({ context, namespace });
        }
      }
    }
    return moving;
  }

  /** The context that a connection belongs to. */
  contextOf(connection: string): string | undefined {
    for (const { context, link } of this.clusters.values()) {
      if (link.phase === 'open' && link.connection === connection) {
        return context.name;
      }
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
