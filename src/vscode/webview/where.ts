import type { RunView } from '../../engine/view.ts';

/**
 * Where a run took place: its clusters, and the namespaces in which it did or saw something. The
 * connection's own namespace is not it: activities say theirs. Empty for a run without a cluster.
 */
export function whereOf(view: RunView): string {
  const clusters = view.clusters.map(({ context, server }) => context ?? server);
  const touched = Object.values(view.phases)
    .flatMap(({ rows }) => rows)
    .flatMap((row) => (row.what === 'activity' ? row.effects : []))
    .flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace]));
  const seen = Object.keys(view.observed).flatMap((key) => key.split('/').slice(1, 2));
  const namespaces = [...new Set([...touched, ...seen])].sort();
  return [clusters.join(', '), namespaces.join(', ')].filter((part) => part !== '').join(' · ');
}
