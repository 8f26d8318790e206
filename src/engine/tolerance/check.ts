import { contains, equal, lessOrEqual } from '../python/compare.ts';
import { isPyObject, numberOf, PyFloat, type PyObject, type PyValue } from '../python/value.ts';
import { substitute } from '../substitute.ts';
import type { ToleranceContext } from './context.ts';
import { checkJsonPath } from './jsonpath.ts';
import { checkProbe } from './probe.ts';
import { checkRange } from './range.ts';
import { checkRegex } from './regex.ts';

export type { ToleranceContext } from './context.ts';

/**
 * Whether a probe's output is what its tolerance asks for, by the original's rules. A text that is
 * one `${name}` is judged by the value it stands for. A `probe` tolerance gets the output written
 * into its arguments, in place, as the journal shows it.
 * @throws HumanError `engine.tolerance-*`, `engine.not-comparable`, `experiment.pattern-*`,
 * `experiment.jsonpath-*` where the original ends in a type error; the signal's reason when aborted
 */
export async function checkTolerance(
  tolerance: PyValue,
  value: PyValue,
  context: ToleranceContext,
): Promise<boolean> {
  const wanted = typeof tolerance === 'string' ? substitute(tolerance, context.scope) : tolerance;
  if (Array.isArray(wanted)) {
    return checkList(wanted, value);
  }
  if (isPyObject(wanted)) {
    return checkObject(wanted, value, context);
  }
  if (typeof wanted === 'boolean' || typeof wanted === 'string') {
    return equal(value, wanted);
  }
  if (wanted instanceof PyFloat || numberOf(wanted) === undefined || !Number.isInteger(wanted)) {
    return false;
  }
  return equal(statusOf(value) ?? value, wanted);
}

/** The status of an HTTP call or process; other outputs have none. */
function statusOf(value: PyValue): PyValue | undefined {
  return isPyObject(value) && Object.hasOwn(value, 'status') ? value['status'] : undefined;
}

/** Of a status any of the list; of all else two values are bounds, others a choice. */
function checkList(list: PyValue[], value: PyValue): boolean {
  const status = statusOf(value);
  if (status !== undefined) {
    return contains(list, status);
  }
  const [low, high] = list;
  if (list.length === 2 && low !== undefined && high !== undefined) {
    return lessOrEqual(low, value) && lessOrEqual(value, high);
  }
  return contains(list, value);
}

async function checkObject(
  tolerance: PyObject,
  value: PyValue,
  context: ToleranceContext,
): Promise<boolean> {
  switch (tolerance['type']) {
    case 'probe':
      return checkProbe(tolerance, value, context);
    case 'regex':
      return checkRegex(tolerance, value, context);
    case 'jsonpath':
      return checkJsonPath(tolerance, value, context);
    case 'range':
      return checkRange(tolerance, value, context);
    default:
      return false;
  }
}
