import type { Check } from './check.ts';
import { remove, replaceBy } from './fixes.ts';
import { isObject, type Json } from './json.ts';
import { join } from './pointer.ts';
import { isFalsy, valueAt } from './value-at.ts';

/** Options that only the command line has. */
const options: Readonly<Record<string, string>> = {
  frequency: '--hypothesis-frequency',
  hypothesis_frequency: '--hypothesis-frequency',
  fail_fast: '--fail-fast',
};

/** Strategies that check or play less than it seems, and settings that a file can't have. */
export function checkRuntime(check: Check): void {
  const { experiment } = check;
  checkHypothesisStrategy(check);
  checkRollbackStrategy(check);
  if (!isFalsy(experiment['dry'])) {
    const code = 'experiment.dry-file';
    check.report({ code, severity: 'warning', pointer: '/dry', part: 'key', fix: remove() });
  }
  for (const block of ['/runtime', '/runtime/hypothesis', '/runtime/rollbacks']) {
    const value = valueAt(experiment, block);
    for (const name of isObject(value) ? Object.keys(value) : []) {
      const option = options[name.replaceAll('-', '_')];
      if (option !== undefined) {
        const pointer = join(block, name);
        const args = { name, option };
        const code = 'experiment.runtime-option';
        check.report({ code, args, severity: 'warning', pointer, part: 'key', fix: remove() });
      }
    }
  }
  if (isObject(valueAt(experiment, '/runtime/python'))) {
    const pointer = '/runtime/python';
    check.report({ code: 'experiment.runtime-python', severity: 'info', pointer, part: 'key' });
  }
}

function checkHypothesisStrategy(check: Check): void {
  const pointer = '/runtime/hypothesis/strategy';
  const strategy = valueAt(check.experiment, pointer);
  const warn = (code: string, severity: 'warning' | 'info' = 'warning') =>
    check.report({ code, args: { strategy: String(strategy) }, severity, pointer });
  if (strategy === 'continously') {
    check.report({
      code: 'experiment.strategy-misspelt',
      severity: 'warning',
      pointer,
      fix: replaceBy(['continuously']),
    });
  }
  if (typeof strategy !== 'string' || strategy === 'default') {
    return;
  }
  if (isFalsy(probesOf(check))) {
    if (strategy !== 'skip') {
      warn('experiment.strategy-nothing');
    }
    return;
  }
  switch (strategy) {
    case 'skip':
      warn('experiment.strategy-skip');
      return;
    case 'before-method-only':
      if (!isFalsy(check.experiment['method'])) {
        warn('experiment.strategy-before');
      }
      return;
    case 'during-method-only':
      warn('experiment.strategy-during');
      return;
    case 'continuously':
    case 'continously':
      warn('experiment.strategy-continuously', 'info');
      return;
    default:
  }
}

function checkRollbackStrategy(check: Check): void {
  const { experiment } = check;
  const pointer = '/runtime/rollbacks/strategy';
  const strategy = valueAt(experiment, pointer);
  if (isFalsy(experiment['rollbacks'])) {
    return;
  }
  if (strategy === 'never') {
    check.report({ code: 'experiment.rollbacks-never', severity: 'warning', pointer });
  }
  const checked = valueAt(experiment, '/runtime/hypothesis/strategy');
  const blind = ['skip', 'before-method-only', 'during-method-only'].includes(String(checked));
  if (strategy === 'deviated' && (blind || isFalsy(probesOf(check)))) {
    check.report({ code: 'experiment.rollbacks-deviated', severity: 'warning', pointer });
  }
}

function probesOf(check: Check): Json | undefined {
  return valueAt(check.experiment, '/steady-state-hypothesis/probes');
}
