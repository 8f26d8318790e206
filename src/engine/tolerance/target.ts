import { HumanError } from '../../messages/error.ts';
import { truthy } from '../python/compare.ts';
import { str } from '../python/text.ts';
import { typeName } from '../python/type-name.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';

/**
 * The part of an output that a tolerance looks at: what stands under its `target`, or the whole
 * output without a target or without such a part.
 * @throws HumanError `engine.tolerance-target` when the output has no parts
 */
export function targetOf(tolerance: PyObject, value: PyValue): PyValue {
  const target = tolerance['target'] ?? null;
  if (!truthy(target)) {
    return value;
  }
  if (!isPyObject(value)) {
    throw new HumanError('engine.tolerance-target', {
      target: str(target),
      type: typeName(value),
    });
  }
  return Object.hasOwn(value, str(target)) ? (value[str(target)] ?? null) : value;
}
