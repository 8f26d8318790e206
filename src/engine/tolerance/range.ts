import { HumanError } from '../../messages/error.ts';
import { typeName } from '../python/type-name.ts';
import { numberOf, type PyObject, type PyValue } from '../python/value.ts';
import type { ToleranceContext } from './context.ts';
import { type Decimal, decimalLessOrEqual, decimalOfNumber, decimalOfText } from './decimal.ts';
import { targetOf } from './target.ts';

/** Two bounds, both included, compared as exact decimals: the text `0.3` is not within 0.1 to 0.3. */
export function checkRange(
  tolerance: PyObject,
  value: PyValue,
  context: ToleranceContext,
): boolean {
  const judged = decimalOf(targetOf(tolerance, value));
  if (judged === undefined) {
    context.log('DEBUG', 'range check expects a number value');
    return false;
  }
  const range = tolerance['range'];
  const [low = null, high = null] = Array.isArray(range) ? range : [];
  // The upper bound is not even read where the lower one decides.
  return notAbove(boundOf(low), judged) && notAbove(judged, boundOf(high));
}

function boundOf(value: PyValue): Decimal {
  const bound = value === null ? undefined : decimalOf(value);
  if (bound === undefined) {
    throw new HumanError('engine.tolerance-bounds');
  }
  return bound;
}

function notAbove(left: Decimal, right: Decimal): boolean {
  const result = decimalLessOrEqual(left, right);
  if (result === undefined) {
    throw new HumanError('engine.tolerance-nan');
  }
  return result;
}

/** Undefined for a text that is no number. */
function decimalOf(value: PyValue): Decimal | undefined {
  if (typeof value === 'string') {
    return decimalOfText(value);
  }
  const number = typeof value === 'boolean' ? Number(value) : numberOf(value);
  if (number === undefined) {
    throw new HumanError('engine.tolerance-number', { type: typeName(value) });
  }
  return decimalOfNumber(number);
}
