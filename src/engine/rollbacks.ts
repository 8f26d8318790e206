import { play } from './activity.ts';
import { aroundExperiment } from './controls/around.ts';
import { asError, messageOf } from './failure-text.ts';
import { Interrupted, throwIfCut } from './interrupted.ts';
import { truthy } from './python/compare.ts';
import { str } from './python/text.ts';
import type { PyObject } from './python/value.ts';
import type { RunContext, Stage } from './run-context.ts';
import { heldLists, oneByOne, rollbackSteps, type Step } from './steps.ts';

/** Whether the strategy wants the rollbacks, with what `chaos` says about it. */
export function wantsRollbacks(run: RunContext, strategy: string): boolean {
  const { log } = run.emitter;
  const { status, deviated } = run.state;
  switch (strategy) {
    case 'always':
      log('WARNING', 'Rollbacks were explicitly requested to be played');
      return true;
    case 'never':
      log('WARNING', 'Rollbacks were explicitly requested to not be played');
      return false;
    case 'default':
      return status !== 'failed' && status !== 'interrupted';
    case 'deviated':
      log(
        'WARNING',
        deviated
          ? 'Rollbacks will be played only because the experiment deviated'
          : 'Rollbacks were explicitely requested to be played only if the experiment deviated. Since this is not the case, we will not play them.',
      );
      return deviated;
    default:
      return false;
  }
}

/**
 * Plays the rollbacks. One that fails does not keep the others from being played, and neither does
 * an error the format has no word for, which makes the run `aborted`.
 * @throws Interrupted
 */
export async function playRollbacks(run: RunContext, signal: AbortSignal): Promise<void> {
  const { emitter } = run;
  emitter.log('INFO', "Let's rollback...");
  emitter.emit('phase-started', { phase: 'rollbacks' });
  const stage: Stage = { phase: 'rollbacks', parent: 'rollbacks', signal };
  try {
    await aroundExperiment(run, 'rollback', () => playSteps(run, stage));
  } finally {
    emitter.emit('phase-ended', { phase: 'rollbacks' });
  }
  throwIfCut(signal);
}

async function playSteps(run: RunContext, stage: Stage): Promise<void> {
  const { emitter } = run;
  const background: Promise<void>[] = [];
  try {
    const held = heldLists(run.experiment);
    const steps = stepsOrAbort(run, held);
    if (steps.length === 0) {
      emitter.log('INFO', "No declared rollbacks, let's move on.");
    }
    for (const step of oneByOne(() => stepsOrAbort(run, held))) {
      throwIfCut(stage.signal);
      emitter.log('INFO', `Rollback: ${str(step.entry['name'] ?? null)}`);
      const played = playOne(run, stage, step);
      if (truthy(step.entry['background'] ?? null)) {
        emitter.log('DEBUG', 'rollback activity will run in the background');
        background.push(played.catch(() => {}));
      } else {
        await played;
      }
    }
  } finally {
    await Promise.all(background);
  }
}

async function playOne(run: RunContext, stage: Stage, step: Step): Promise<void> {
  try {
    await play(run, stage, step);
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      throw thrown;
    }
    abort(run, asError(thrown));
  }
}

function stepsOrAbort(run: RunContext, experiment: PyObject): Step[] {
  try {
    return rollbackSteps(experiment);
  } catch (error) {
    abort(run, asError(error));
    return [];
  }
}

function abort(run: RunContext, error: Error): void {
  run.state.status = 'aborted';
  run.state.error ??= messageOf(error);
  run.emitter.log('CRITICAL', error.message);
}
