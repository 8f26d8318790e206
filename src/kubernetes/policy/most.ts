import { errorText, type HumanError } from '../../messages/error.ts';
import { statusOf } from '../errors.ts';
import type { PlannedRequest } from '../plan.ts';
import type { Memory } from './memory.ts';
import { refusal } from './refusal.ts';
import type { Policies, Rule } from './rules.ts';
import { sharesOf } from './shares.ts';

/**
 * Why a plan hits too much; undefined where it does not. Of several policies each one holds.
 *
 * A number counts the objects that are changed (what is yet to be created is not hit). A share is
 * that of the ready pods of each workload, taken by itself: half of all pods may be all of one
 * service.
 */
export async function mostRefusal(
  requests: readonly PlannedRequest[],
  memory: Memory,
  { all }: Policies,
  signal: AbortSignal,
): Promise<HumanError | undefined> {
  const rules = all.flatMap(({ maxTargets }) => maxTargets ?? []);
  const count = new Set(requests.flatMap(({ target }) => target.uid ?? [])).size;
  for (const { value, place } of rules) {
    if ('count' in value && count > value.count) {
      return refusal('count', { count, most: value.count, place });
    }
  }
  const shares = rules.flatMap(({ value, place }) =>
    'percent' in value ? [{ value: value.percent, place }] : [],
  );
  const [strictest] = shares.sort((one, other) => one.value - other.value);
  return strictest && percentRefusal(requests, memory, strictest, signal);
}

async function percentRefusal(
  requests: readonly PlannedRequest[],
  memory: Memory,
  { value: percent, place }: Rule<number>,
  signal: AbortSignal,
): Promise<HumanError | undefined> {
  try {
    const shares = await sharesOf(requests, memory, signal);
    const worst = shares.find(({ hit, ready }) => hit * 100 > percent * ready);
    return (
      worst &&
      refusal('percent', {
        whole: worst.whole,
        hit: worst.hit,
        ready: worst.ready,
        percent,
        place,
      })
    );
  } catch (cause) {
    if (statusOf(cause) !== 403) {
      throw cause;
    }
    // A limit that can't be judged must not be taken for one that is kept.
    const args = { percent, place, reason: errorText(cause) };
    return refusal('unjudged', args, { cause });
  }
}
