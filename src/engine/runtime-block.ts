import type { HypothesisStrategy } from '../experiment/model.ts';
import { HumanError } from '../messages/error.ts';
import { truthy } from './python/compare.ts';
import { repr, str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { RunOptions } from './run-types.ts';

/** How a run judges and rolls back. */
export interface Strategies {
  hypothesis: HypothesisStrategy;
  /** Text that is no known strategy plays no rollbacks. */
  rollbacks: string;
}

const known: ReadonlySet<string> = new Set([
  'default',
  'before-method-only',
  'after-method-only',
  'during-method-only',
  'continuously',
  'skip',
] satisfies HypothesisStrategy[]);

/**
 * The strategies of a run: settings, beaten by the experiment's `runtime`, beaten by options. An
 * experiment with a `runtime` that names one strategy sets the other back to `default`.
 * @throws HumanError `engine.runtime-shape`, `engine.strategy-unknown`
 */
export function strategiesOf(
  experiment: PyObject,
  settings: PyObject | undefined,
  options: RunOptions,
): Strategies {
  const own = experiment['runtime'];
  const runtime = own !== undefined && truthy(own) ? own : (settings ?? {});
  if (!isPyObject(runtime)) {
    throw new HumanError('engine.runtime-shape', { value: repr(runtime) });
  }
  const hypothesis = options.hypothesisStrategy ?? strategyIn(runtime, 'hypothesis');
  const rollbacks = options.rollbackStrategy ?? strategyIn(runtime, 'rollbacks');
  return { hypothesis: knownStrategy(hypothesis), rollbacks: str(rollbacks) };
}

function strategyIn(runtime: PyObject, part: 'hypothesis' | 'rollbacks'): PyValue {
  const block = runtime[part] ?? {};
  if (!isPyObject(block)) {
    throw new HumanError('engine.runtime-shape', { value: repr(block) });
  }
  return block['strategy'] ?? 'default';
}

function knownStrategy(name: PyValue): HypothesisStrategy {
  // An old misspelling that the original accepts too.
  const right = name === 'continously' ? 'continuously' : name;
  if (typeof right !== 'string' || !known.has(right)) {
    throw new HumanError('engine.strategy-unknown', {
      name: str(name),
      known: Array.from(known).join(', '),
    });
  }
  return right as HypothesisStrategy;
}

/** A strategy's name in the log, where one differs. */
export function strategyInLog(strategy: HypothesisStrategy): string {
  return strategy === 'continuously' ? 'continuous' : strategy;
}
