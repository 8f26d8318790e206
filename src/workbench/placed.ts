import type { ParsedDocument } from '../experiment/document.ts';
import { HumanError, isHumanError } from '../messages/error.ts';

/**
 * An error whose `pointer` names a place of the experiment, with line and column in its stead:
 * nobody counts the steps of a method to find `/method/7`. Anything else stays as it is.
 * @param source what the experiment's text is called; line and column alone without it
 */
export function placed(error: unknown, document: ParsedDocument, source = ''): unknown {
  if (!isHumanError(error) || !String(error.args['pointer'] ?? '').startsWith('/')) {
    return error;
  }
  const { line, character } = document.rangeOf(String(error.args['pointer'])).start;
  const pointer = [...(source ? [source] : []), line + 1, character + 1].join(':');
  return new HumanError(error.code, { ...error.args, pointer }, { cause: error });
}
