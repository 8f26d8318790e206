import { isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';

/** What was thrown, as plain data that can cross a thread. */
export function messageOf(error: unknown): Message {
  if (isHumanError(error)) {
    return { code: error.code, args: error.args };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'kubernetes.unexpected', args: { reason } };
}
