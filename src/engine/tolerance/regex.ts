import { HumanError } from '../../messages/error.ts';
import { searchPattern } from '../pattern.ts';
import { str } from '../python/text.ts';
import { typeName } from '../python/type-name.ts';
import type { PyObject, PyValue } from '../python/value.ts';
import { substitute } from '../substitute.ts';
import type { ToleranceContext } from './context.ts';
import { targetOf } from './target.ts';

/** A pattern to be found anywhere in the text. */
export async function checkRegex(
  tolerance: PyObject,
  value: PyValue,
  context: ToleranceContext,
): Promise<boolean> {
  const pattern = substitute(tolerance['pattern'] ?? null, context.scope);
  context.log('DEBUG', `Applied pattern is: ${str(pattern)}`);
  if (typeof pattern !== 'string') {
    throw new HumanError('engine.tolerance-pattern', { type: typeName(pattern) });
  }
  const text = targetOf(tolerance, value);
  if (typeof text !== 'string') {
    throw new HumanError('engine.tolerance-text', { type: typeName(text) });
  }
  return searchPattern(pattern, text, context.signal);
}
