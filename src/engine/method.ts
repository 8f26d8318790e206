import { play } from './activity.ts';
import { aroundExperiment } from './controls/around.ts';
import type { Argument } from './controls/handlers.ts';
import { asError, messageOf } from './failure-text.ts';
import { Interrupted, interruptionOf, isExit, throwIfCut } from './interrupted.ts';
import { truthy } from './python/compare.ts';
import type { PyObject } from './python/value.ts';
import { isOver, type RunContext, type Stage } from './run-context.ts';
import {
  chosenSteps,
  heldLists,
  methodSteps,
  oneByOne,
  rollbackSteps,
  type Step,
} from './steps.ts';

/**
 * Plays the method; background activities are waited for at its end.
 * @returns false when an error the format has no word for aborted the run
 * @throws Interrupted
 */
export async function playMethod(run: RunContext, signal: AbortSignal): Promise<boolean> {
  const { emitter } = run;
  emitter.log('INFO', "Playing your experiment's method now...");
  emitter.emit('phase-started', { phase: 'method' });
  const completed = (state: Argument) =>
    run.controls?.tell({ name: 'method_completed', arguments: ['experiment', state] });
  try {
    await run.controls?.tell({ name: 'start_method', arguments: ['experiment'] });
    await aroundExperiment(run, 'method', () =>
      playSteps(run, { phase: 'method', parent: 'method', signal }),
    );
    await completed({ state: { target: 'method' } });
    return true;
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      if (!isExit(thrown, thrown.by ?? interruptionOf(signal))) {
        await completed({ value: null });
      }
      throw thrown;
    }
    const error = asError(thrown);
    run.state.status = 'aborted';
    run.state.error ??= messageOf(error);
    await completed({ value: null });
    emitter.log(
      'CRITICAL',
      `Experiment ran into an un expected fatal error, aborting now.\n${error.message}`,
    );
    return false;
  } finally {
    emitter.emit('phase-ended', { phase: 'method' });
  }
}

/** All of the method, or the one step that is to be played by itself, which a rollback may be too. */
function stepsToPlay(experiment: PyObject, only: string | undefined): Step[] {
  return only === undefined
    ? methodSteps(experiment)
    : chosenSteps([...methodSteps(experiment), ...rollbackSteps(experiment)], only);
}

async function playSteps(run: RunContext, stage: Stage): Promise<void> {
  const background: Promise<unknown>[] = [];
  try {
    const { only } = run.request.options;
    const held = heldLists(run.experiment);
    const steps = stepsToPlay(held, only);
    if (steps.length === 0) {
      run.emitter.log('INFO', "No declared activities, let's move on.");
    }
    for (const step of oneByOne(() => stepsToPlay(held, only))) {
      throwIfCut(stage.signal);
      if (truthy(step.entry['background'] ?? null)) {
        run.emitter.log('DEBUG', 'activity will run in the background');
        // What goes wrong there shows in its own events and decides nothing.
        background.push(play(run, stage, step).catch(() => {}));
      } else {
        await play(run, stage, step);
      }
      if (isOver(run.state)) {
        break;
      }
    }
  } finally {
    if (background.length > 0) {
      run.emitter.log('DEBUG', 'Waiting for background activities to complete');
    }
    await Promise.all(background);
  }
  throwIfCut(stage.signal);
}
