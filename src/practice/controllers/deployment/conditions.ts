import type { JsonObject } from '../../../experiment/json.ts';
import { textAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { conditionsOf, shownConditions, withoutCondition } from '../kit/status.ts';
import type { Rollout } from './rollout.ts';

/** A condition as of now. */
export function condition(
  { kit }: Rollout,
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
): JsonObject {
  const now = timeText(kit.now());
  return { type, status, lastUpdateTime: now, lastTransitionTime: now, reason, message };
}

/**
 * Sets a condition of the deployment at work. One of the same status and reason stays as it is.
 * Progress is not told of where no deadline is set.
 */
export function setCondition(
  rollout: Rollout,
  next: JsonObject,
  when: 'always' | 'only where there is none' = 'always',
): void {
  const { deployment } = rollout;
  const type = textAt(next, 'type');
  const before = conditionsOf(deployment);
  const current = before.find((one) => textAt(one, 'type') === type);
  const isKept =
    (type === 'Progressing' && rollout.deadline === undefined) ||
    (when !== 'always' && current !== undefined);
  if (isKept) {
    return;
  }
  setConditions(rollout, withCondition(before, next));
}

/** The list with a condition, unless it has one of the same status and reason. */
export function withCondition(before: readonly JsonObject[], next: JsonObject): JsonObject[] {
  const type = textAt(next, 'type');
  const current = before.find((one) => textAt(one, 'type') === type);
  const sameStatus = current !== undefined && textAt(current, 'status') === textAt(next, 'status');
  if (sameStatus && textAt(current, 'reason') === textAt(next, 'reason')) {
    return [...before];
  }
  const since: JsonObject = sameStatus
    ? { lastTransitionTime: current['lastTransitionTime'] ?? null }
    : {};
  return [...withoutCondition(before, type), { ...next, ...since }];
}

/** Replaces all conditions of the deployment at work. */
export function setConditions({ deployment }: Rollout, conditions: readonly JsonObject[]): void {
  const { conditions: _, ...rest } = deployment.status ?? {};
  deployment.status = { ...rest, ...shownConditions(conditions) };
}
