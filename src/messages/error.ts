import { format } from './format.ts';
import type { Message, MessageArgs } from './types.ts';

/**
 * An error whose text tells a person what happened, where, and what to do next. Anything else that
 * is thrown is a bug and is shown with its stack. Recognise it by `code` (`isHumanError`), never by
 * class: bundles that are loaded separately each have a class of their own.
 */
export class HumanError extends Error implements Message {
  override readonly name = 'HumanError';
  readonly code: string;
  readonly args: MessageArgs;

  /** @param code a code of the message tables, such as `kubernetes.unreachable` */
  constructor(code: string, args: MessageArgs = {}, options?: { cause?: unknown }) {
    super(format({ code, args }), options);
    this.code = code;
    this.args = args;
  }
}

/** Whether a thrown value carries a message for people (it may have crossed a thread). */
export function isHumanError(error: unknown): error is Error & Required<Message> {
  return error instanceof Error && error.name === 'HumanError' && 'code' in error;
}

/** The text of anything thrown, in the reader's language where there is a message. */
export function errorText(error: unknown, language?: string): string {
  if (isHumanError(error)) {
    return format(error, language);
  }
  return error instanceof Error ? error.message : String(error);
}
