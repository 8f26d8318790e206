import { HumanError, isHumanError } from '../../messages/error.ts';
import type { Message, MessageArgs } from '../../messages/types.ts';

/** Rules that refuse; each has a sentence for an object and one for an activity before a run. */
export type RefusedBy =
  | 'namespace'
  | 'namespace-default'
  | 'read-only'
  | 'pinned'
  | 'opt-out'
  | 'count'
  | 'percent'
  | 'unjudged';

/** The refusal of something by a rule. `what` is the object, as in `Pod web-0`. */
export function refusal(
  by: RefusedBy,
  args: MessageArgs,
  options?: { cause: unknown },
): HumanError {
  return new HumanError(`policy.${by}`, args, options);
}

/** Whether an error is the refusal of a policy. */
export function isPolicyRefusal(error: unknown): error is HumanError {
  return isHumanError(error) && isRefusal(error);
}

/** Why a fault could not be planned, if that was for a policy. */
export function policyRefusalOf({ unplanned }: { unplanned?: Message }): Message | undefined {
  return unplanned !== undefined && isRefusal(unplanned) ? unplanned : undefined;
}

function isRefusal({ code }: Message): boolean {
  return code.startsWith('policy.');
}

/** The same refusal, told of an activity of an experiment that has not begun. */
export function inActivity(
  { code, args = {} }: Message,
  activity: { pointer: string; name: string },
): HumanError {
  return new HumanError(`${code}-activity`, { ...args, ...activity });
}
