import type { ClusterIdentity } from '../../engine/events.ts';
import type { Log } from '../../engine/log.ts';
import type { HumanError } from '../../messages/error.ts';
import type { Plan } from '../plan.ts';
import { readOnlyRefusal } from './clusters.ts';
import type { Memory } from './memory.ts';
import { mostRefusal } from './most.ts';
import { namespaceRefusal } from './namespaces.ts';
import { optOutRefusal } from './opt-out.ts';
import type { Policies } from './rules.ts';
import { namespacesTouched } from './touched.ts';

/** What judging needs besides the plan. */
export interface JudgeContext {
  policies: Policies;
  /** What the plan was made from; more is read through it. */
  memory: Memory;
  log: Log;
  signal: AbortSignal;
}

/**
 * Why the policies do not let a plan happen; undefined where they do. The guard of the client would
 * stop its requests too, but one by one, and it knows neither annotations nor numbers.
 * @throws what is wrong with the cluster while more is read
 */
export async function refusalOfPlan(
  { changes }: Plan,
  { policies, memory, log, signal }: JudgeContext,
): Promise<HumanError | undefined> {
  const requests = changes.map(({ request }) => request);
  return (
    firstOf(requests, (request) => {
      const what = `${request.target.kind} ${request.target.name}`;
      return refusalOfPlace(memory.identity, namespacesTouched(request), policies, what);
    }) ??
    (await optOutRefusal(requests, memory, log, signal)) ??
    (await mostRefusal(requests, memory, policies, signal))
  );
}

/**
 * Why nothing at all may be changed where an action would change something; undefined where it may.
 * @param what the object that is meant
 */
export function refusalOfPlace(
  cluster: ClusterIdentity,
  namespaces: readonly string[],
  policies: Policies,
  what = 'Everything',
): HumanError | undefined {
  return (
    readOnlyRefusal(cluster, what, policies) ??
    firstOf(namespaces, (each) => namespaceRefusal(each, what, policies))
  );
}

function firstOf<T>(
  items: readonly T[],
  judge: (item: T) => HumanError | undefined,
): HumanError | undefined {
  for (const item of items) {
    const refused = judge(item);
    if (refused !== undefined) {
      return refused;
    }
  }
  return undefined;
}
