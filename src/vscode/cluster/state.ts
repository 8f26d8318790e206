import type { NamespaceList } from '../../kubernetes/feed-types.ts';
import type { ContextRow } from '../../kubernetes/kubeconfig/contexts.ts';
import type { Message } from '../../messages/types.ts';
import type { Target } from '../target.ts';
import type { LiveNamespace } from './live-namespace.ts';

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
      /** The context's own namespace. */
      namespace: string;
      /** Undefined while it is listed. */
      namespaces?: NamespaceList;
      error?: Message;
      silent: boolean;
    };

/** A context with what this window knows of its cluster. */
export interface Cluster {
  context: ContextRow;
  link: Link;
  /** Namespaces that are, or were, open, by name. */
  live: Map<string, LiveNamespace>;
}

/** Everything the explorer shows. */
export interface ExplorerState {
  /** By context name, in the order of the kubeconfig. */
  clusters: ReadonlyMap<string, Cluster>;
  target: Target;
  trusted: boolean;
  /** How many rows of a list are shown, by its owner's id, where more than the first page. */
  shown: ReadonlyMap<string, number>;
}

/** The context that runs go to: the chosen one, else kubectl's current. */
export function targetContext(
  state: Pick<ExplorerState, 'clusters' | 'target'>,
): string | undefined {
  const { context } = state.target;
  return context ?? [...state.clusters.values()].find((c) => c.context.current)?.context.name;
}

/** The namespace of the connection that runs would use. */
export function targetNamespace(state: Pick<ExplorerState, 'clusters' | 'target'>): string {
  const context = state.clusters.get(targetContext(state) ?? '')?.context;
  return state.target.namespace ?? context?.namespace ?? 'default';
}
