import { play } from './activity.ts';
import { aroundExperiment } from './controls/around.ts';
import { asError, messageOf } from './failure-text.ts';
import { Interrupted, throwIfCut } from './interrupted.ts';
import { truthy } from './python/compare.ts';
import { isOver, type RunContext, type Stage } from './run-context.ts';
import { chosenSteps, methodSteps, oneByOne, rollbackSteps, type Step } from './steps.ts';

/**
 * Plays the method; background activities are waited for at its end.
 * @returns false when an error the format has no word for aborted the run
 * @throws Interrupted
 */
export async function playMethod(run: RunContext, signal: AbortSignal): Promise<boolean> {
  const { emitter } = run;
  emitter.log('INFO', "Playing your experiment's method now...");
  emitter.emit('phase-started', { phase: 'method' });
  try {
    await aroundExperiment(run, 'method', () =>
      playSteps(run, { phase: 'method', parent: 'method', signal }),
    );
    return true;
  } catch (thrown) {
    if (thrown instanceof Interrupted) {
      throw thrown;
    }
    const error = asError(thrown);
    run.state.status = 'aborted';
    run.state.error ??= messageOf(error);
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
function stepsToPlay({ experiment, request }: RunContext): Step[] {
  const { only } = request.options;
  return only === undefined
    ? methodSteps(experiment)
    : chosenSteps([...methodSteps(experiment), ...rollbackSteps(experiment)], only);
}

async function playSteps(run: RunContext, stage: Stage): Promise<void> {
  const background: Promise<unknown>[] = [];
  try {
    const steps = stepsToPlay(run);
    if (steps.length === 0) {
      run.emitter.log('INFO', "No declared activities, let's move on.");
    }
    for (const step of oneByOne(() => stepsToPlay(run))) {
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
