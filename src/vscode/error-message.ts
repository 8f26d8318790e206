import { isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';

/** What was thrown, as a message that can be kept and shown. */
export function errorMessage(error: unknown): Message {
  if (isHumanError(error)) {
    return { code: error.code, args: error.args };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'editor.explorer.bug', args: { reason } };
}
