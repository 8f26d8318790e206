import type { Message } from '../../../messages/types.ts';
import { controllerOf, type KubeObject } from '../../objects.ts';
import type { Reader } from '../../plan.ts';
import { fullName, someOf } from '../common/names.ts';
import { budgets, collectionPath } from '../common/resources.ts';
import { guards, listIfAllowed } from '../common/warnings.ts';
import { phaseOf } from '../pod/pod.ts';
import { type Drained, hasLocalStorage } from './eviction.ts';

/** What to know before nodes are drained. */
export async function drainWarnings(
  drained: readonly Drained[],
  seconds: number,
  reader: Reader,
  signal: AbortSignal,
): Promise<Message[]> {
  const evicted = drained.filter(({ fate }) => fate === 'evicted').map(({ pod }) => pod);
  const kept = drained.filter(({ fate }) => fate === 'kept').map(({ pod }) => pod);
  const bare = evicted.filter((pod) => controllerOf(pod) === undefined);
  return [
    ...bare.map(({ metadata: { name } }) => ({ code: 'kubernetes.warn-bare-pod', args: { name } })),
    ...about('kubernetes.warn-local-storage', evicted.filter(hasLocalStorage)),
    ...about('kubernetes.warn-kept', kept),
    ...(await budgetsInTheWay(evicted, seconds, reader, signal)),
  ];
}

function about(code: string, pods: readonly KubeObject[]): Message[] {
  const names = someOf(pods.map(({ metadata }) => fullName(metadata)));
  return pods.length === 0 ? [] : [{ code, args: { count: pods.length, names } }];
}

/** Says which PodDisruptionBudgets let fewer pods go than are evicted, or none at all. */
async function budgetsInTheWay(
  evicted: readonly KubeObject[],
  seconds: number,
  reader: Reader,
  signal: AbortSignal,
): Promise<Message[]> {
  // A pod that does not run is evicted whatever its budget says.
  const running = evicted.filter((pod) => phaseOf(pod) === 'Running');
  if (running.length === 0) {
    return [];
  }
  const found = await listIfAllowed(reader, collectionPath(budgets, undefined), signal);
  const holding = found.flatMap((budget) => {
    const allowed = allowedBy(budget);
    const count = running.filter((pod) => guards(budget, pod)).length;
    const args = { budget: fullName(budget.metadata), allowed, count, seconds };
    return count > allowed ? [{ code: 'kubernetes.warn-budget-holds', args }] : [];
  });
  const refused = running.filter((pod) => found.filter((budget) => guards(budget, pod)).length > 1);
  return [...holding, ...about('kubernetes.warn-two-budgets', refused)];
}

function allowedBy({ status }: KubeObject): number {
  return (status as { disruptionsAllowed?: number } | undefined)?.disruptionsAllowed ?? 0;
}
