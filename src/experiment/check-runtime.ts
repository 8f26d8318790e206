import type { Check } from './check.ts';
import { replaceBy } from './fixes.ts';
import { isObject } from './json.ts';
import { valueAt } from './value-at.ts';

/** Strategies that are accepted and mean something else than they seem to. */
export function checkRuntime(check: Check): void {
  const strategy = '/runtime/hypothesis/strategy';
  if (valueAt(check.experiment, strategy) === 'continously') {
    check.report({
      code: 'experiment.strategy-misspelt',
      severity: 'warning',
      pointer: strategy,
      fixes: replaceBy(check.document, strategy, ['continuously']),
    });
  }
  if (isObject(valueAt(check.experiment, '/runtime/python'))) {
    const pointer = '/runtime/python';
    check.report({ code: 'experiment.runtime-python', severity: 'info', pointer, part: 'key' });
  }
}
