import type { ClusterIdentity } from '../../engine/events.ts';
import type { EventRow, NamespaceList, NodeRow } from '../../kubernetes/feed-types.ts';
import type { ContextRow } from '../../kubernetes/kubeconfig/contexts.ts';
import type { Message } from '../../messages/types.ts';
import type { PracticeState } from '../practice/practice.ts';
import { keyOf, practiceKey, type Target } from '../target.ts';
import type { LiveNamespace } from './live-namespace.ts';
import type { LiveRows } from './live-rows.ts';

/** Where the connection of a context stands. */
export type Link =
  | { phase: 'closed' }
  /** `silent`: 5 s went by without an answer. `notice`: a line of the sign-in program. */
  | { phase: 'opening'; silent: boolean; notice?: string }
  | { phase: 'failed'; error: Message }
  | {
      phase: 'open';
      connection: string;
      server: string;
      identity: ClusterIdentity;
      /** The context's own namespace. */
      namespace: string;
      /** Undefined while it is listed. */
      namespaces?: NamespaceList;
      error?: Message;
      silent: boolean;
      /** Why it does not answer, since when it was last asked. */
      ill?: Message;
    };

/** A context with what this window knows of its cluster. */
export interface Cluster {
  context: ContextRow;
  link: Link;
  /** Namespaces that are, or were, open, by name. */
  live: Map<string, LiveNamespace>;
  nodes: LiveRows<NodeRow>;
  /** Events that are, or were, looked at, by namespace. */
  events: Map<string, LiveRows<EventRow>>;
}

/** Everything the explorer shows. */
export interface ExplorerState {
  /**
   * By context name, in the order of the kubeconfig. Before them the practice cluster while it runs,
   * as `practiceKey`.
   */
  clusters: ReadonlyMap<string, Cluster>;
  practice: PracticeState;
  /** What was found where kubeconfigs are; undefined until it was looked for. */
  kubeconfig: 'some' | 'none' | 'empty' | 'broken' | undefined;
  target: Target;
  trusted: boolean;
  /** How many rows of a list are shown, by its owner's id, where more than the first page. */
  shown: ReadonlyMap<string, number>;
  /** Local ports that lead to objects, by the object's uid. */
  forwards: ReadonlyMap<string, number>;
  /** What the rows are narrowed to; empty for all. */
  filter: string;
}

/** The key of the cluster that runs go to: the chosen one, else kubectl's current context. */
export function targetContext(
  state: Pick<ExplorerState, 'clusters' | 'target'>,
): string | undefined {
  const current = ([key, { context }]: [string, Cluster]) => context.current && key !== practiceKey;
  return keyOf(state.target) ?? [...state.clusters].find(current)?.[0];
}

/** The namespace of the connection that runs would use. */
export function targetNamespace(state: Pick<ExplorerState, 'clusters' | 'target'>): string {
  const context = state.clusters.get(targetContext(state) ?? '')?.context;
  return state.target.namespace ?? context?.namespace ?? 'default';
}
