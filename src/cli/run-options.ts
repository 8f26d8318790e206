import type { RunOptions } from '../engine/run-types.ts';
import { type Shortcoming, shortcomings } from '../engine/strict.ts';
import type { DryMode, HypothesisStrategy, RollbackStrategy } from '../experiment/model.ts';
import { HumanError } from '../messages/error.ts';
import type { Arguments } from './arguments.ts';

/** What `--strict` and `--fail-on` ask for. */
export function strictness({ values }: Arguments): Shortcoming[] {
  const list = values.text('fail-on');
  if (list === undefined) {
    return values.flag('strict') ? [...shortcomings] : [];
  }
  const wanted = list.split(',').map((each) => each.trim());
  const unknown = wanted.find((each) => !shortcomings.includes(each as Shortcoming));
  if (unknown !== undefined) {
    const choices = shortcomings.join(', ');
    throw new HumanError('workbench.usage-fail-on', { value: unknown, choices });
  }
  return wanted as Shortcoming[];
}

/** How the experiment is played, by `chaos run`'s options. */
export function runOptions({ values }: Arguments): RunOptions {
  const strategy = values.text('hypothesis-strategy');
  const frequency = values.number('hypothesis-frequency');
  const rollback = values.text('rollback-strategy');
  const dry = values.text('dry');
  return {
    ...(strategy && {
      hypothesisStrategy: (strategy === 'continously'
        ? 'continuously'
        : strategy) as HypothesisStrategy,
    }),
    ...(frequency !== undefined && { hypothesisFrequency: frequency }),
    ...(values.flag('fail-fast') && { failFast: true }),
    ...(rollback && { rollbackStrategy: rollback as RollbackStrategy }),
    ...(dry && { dry: dry as DryMode }),
  };
}
