import { HumanError } from '../../messages/error.ts';
import { isActivityFailed } from '../failed.ts';
import { truthy } from '../python/compare.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { ToleranceContext } from './context.ts';

/** A probe that is given the value: met when what it returns is true, not met when it fails. */
export async function checkProbe(
  tolerance: PyObject,
  value: PyValue,
  context: ToleranceContext,
): Promise<boolean> {
  const provider = tolerance['provider'];
  const given = isPyObject(provider) ? provider['arguments'] : undefined;
  if (!isPyObject(given)) {
    throw new HumanError('engine.tolerance-probe');
  }
  given['value'] = value;
  try {
    return truthy(await context.runProbe(tolerance));
  } catch (error) {
    if (isActivityFailed(error) && !context.signal.aborted) {
      return false;
    }
    throw error;
  }
}
