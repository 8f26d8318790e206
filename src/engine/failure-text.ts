import { HumanError, isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { isActivityFailed } from './failed.ts';

/** An error as events tell it. */
export interface Failure {
  /** The journal's list of lines. */
  exception: string[];
  /** The same for people, where there is a sentence for it. */
  error?: Message;
}

/** What the original's `str()` of an error is. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What Python writes between an error and the one it led to. */
const during = '\nDuring handling of the above exception, another exception occurred:\n\n';

/** An activity's failure. */
export function failureOf(error: Error): Failure {
  const kind = isActivityFailed(error) ? 'chaoslib.exceptions.ActivityFailed' : error.name;
  const human = isHumanError(error) ? error : error.cause;
  const lines = 'lines' in error && Array.isArray(error.lines) ? error.lines : [];
  return {
    exception: [...lines, ...(lines.length === 0 ? [] : [during]), `${kind}: ${error.message}\n`],
    ...(isHumanError(human) ? { error: messageOf(human) } : {}),
  };
}

/** The sentence for anything thrown; what has none is a bug and told with its text. */
export function messageOf(error: unknown): Message {
  if (isHumanError(error)) {
    return { code: error.code, args: error.args };
  }
  return { code: 'engine.unexpected', args: { reason: failureText(error) } };
}

/** Anything thrown as an error. */
export function asError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new HumanError('engine.unexpected', { reason: String(error) });
}
