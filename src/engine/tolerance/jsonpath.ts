import { HumanError } from '../../messages/error.ts';
import { findByPath } from '../jsonpath.ts';
import { equal } from '../python/compare.ts';
import { parseJson } from '../python/json.ts';
import { str } from '../python/text.ts';
import { typeName } from '../python/type-name.ts';
import { PyBytes, type PyObject, type PyValue } from '../python/value.ts';
import { substitute } from '../substitute.ts';
import type { ToleranceContext } from './context.ts';
import { targetOf } from './target.ts';

/** A path that finds something, or `count` values, or just the `expect`ed ones (which beats it). */
export async function checkJsonPath(
  tolerance: PyObject,
  value: PyValue,
  context: ToleranceContext,
): Promise<boolean> {
  const path = substitute(tolerance['path'] ?? null, context.scope);
  context.log('DEBUG', `Applied jsonpath is: ${str(path)}`);
  if (typeof path !== 'string') {
    throw new HumanError('engine.tolerance-path', { type: typeName(path) });
  }
  const values = await findByPath(path, parsed(targetOf(tolerance, value)), context.signal);
  const isMet = judge(tolerance, values, context);
  if (!isMet) {
    context.log('DEBUG', `jsonpath found '${str(values)}'`);
  }
  return isMet;
}

function judge(tolerance: PyObject, values: PyValue[], context: ToleranceContext): boolean {
  if (Object.hasOwn(tolerance, 'expect')) {
    const expected = substitute(tolerance['expect'] ?? null, context.scope);
    return equal(values, Array.isArray(expected) ? expected : [expected]);
  }
  const count = tolerance['count'] ?? null;
  return count === null ? values.length > 0 : equal(values.length, count);
}

/** A text is read as JSON where it is some. */
function parsed(value: PyValue): PyValue {
  const text = value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : value;
  if (typeof text !== 'string') {
    return text;
  }
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
