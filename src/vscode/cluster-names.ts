import type { ClusterKind, ClusterNames, ClusterObject } from '../experiment/language/world.ts';
import type { OpenConnections } from './connections.ts';
import type { Disposable } from './disposable.ts';

/** Milliseconds for which names are taken as they are. */
const fresh = 10_000;

/** Milliseconds that a cluster has to answer. */
const patience = 5_000;

/** Asks a cluster through a connection that is open. */
export type AskNames = (
  question: { connection: string; namespace: string; kind: ClusterKind },
  signal: AbortSignal,
) => Promise<readonly ClusterObject[]>;

interface Known {
  at: number;
  objects?: readonly ClusterObject[];
  asking: boolean;
}

/**
 * Names of the objects of clusters that a person opened in this window. They are given as they are
 * known; what is old is asked for meanwhile, so that nobody who types waits for a cluster.
 */
export class NameCache implements Disposable {
  readonly #connections: OpenConnections;
  readonly #ask: AskNames;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #closing = new AbortController();
  readonly #subscription: Disposable;

  /** @param now milliseconds since any moment */
  constructor(connections: OpenConnections, ask: AskNames, now: () => number = Date.now) {
    this.#connections = connections;
    this.#ask = ask;
    this.#now = now;
    this.#subscription = connections.onDidChange(() => this.#known.clear());
  }

  /**
   * What is known of the cluster of a context; undefined where a person did not open it.
   * @param context key of the cluster in this window
   * @param label what people call it
   */
  of(context: string | undefined, label: string): ClusterNames | undefined {
    const connection = this.#connections.of(context);
    return connection === undefined
      ? undefined
      : { label, list: (kind, namespace) => this.#list(connection, kind, namespace) };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#closing.abort();
    this.#known.clear();
  }

  #list(
    connection: string,
    kind: ClusterKind,
    namespace: string,
  ): readonly ClusterObject[] | undefined {
    const key = JSON.stringify([connection, kind, namespace]);
    const known = this.#known.get(key) ?? { at: Number.NEGATIVE_INFINITY, asking: false };
    this.#known.set(key, known);
    if (!known.asking && this.#now() - known.at >= fresh) {
      known.asking = true;
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patience)]);
      this.#ask({ connection, namespace, kind }, signal)
        // What may not be listed has no names; the next try comes when this answer is old.
        .catch(() => known.objects ?? [])
        .then((objects) => Object.assign(known, { objects, at: this.#now(), asking: false }));
    }
    return known.objects;
  }
}
