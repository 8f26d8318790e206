import type { Argument } from './controls/handlers.ts';
import { asError, messageOf } from './failure-text.ts';
import { checkHypothesis } from './hypothesis.ts';
import { Interrupted } from './interrupted.ts';
import { str } from './python/text.ts';
import { PyFloat } from './python/value.ts';
import { isOver, type RunContext } from './run-context.ts';
import { waitFor } from './wait.ts';

/** Seconds between two checks when nobody says otherwise. */
const defaultFrequency = 1;

/** A hypothesis that is watched while the method is played. */
export interface Watch {
  /** No further check; one that goes on ends by itself. */
  end(): void;
  /** Settles once watching is over; never rejects. */
  readonly over: Promise<void>;
}

/**
 * Checks the hypothesis again and again, with a fixed wait between two checks. With `failFast` the
 * first check that is not met ends the run as `failed`; an error that can't be judged aborts it.
 */
export function watchHypothesis(run: RunContext, signal: AbortSignal): Watch {
  const ended = new AbortController();
  run.emitter.emit('phase-started', { phase: 'during' });
  const over = watch(run, signal, ended.signal)
    .then(
      () => tellOver(run),
      async (thrown) => {
        await tellOver(run, asError(thrown));
        throw thrown;
      },
    )
    .catch((thrown) => {
      if (thrown instanceof Interrupted) {
        if (thrown.by !== undefined) {
          run.state.status = 'interrupted';
          run.state.interruption ??= thrown.by;
          run.emitter.log('CRITICAL', thrown.message);
        }
      } else {
        const error = asError(thrown);
        run.state.status = 'aborted';
        run.state.error ??= messageOf(error);
        run.emitter.log('CRITICAL', error.message);
      }
    })
    .then(() => {
      run.emitter.log('INFO', 'Continuous steady state hypothesis terminated');
      run.emitter.emit('phase-ended', { phase: 'during' });
    });
  return { end: () => ended.abort(), over };
}

/** Tells handlers that watching is over, and why if that is an error. */
async function tellOver({ controls }: RunContext, error?: Error): Promise<void> {
  const why: Argument = error === undefined ? { value: null } : { error: error.message };
  const name = 'continuous_hypothesis_completed';
  await controls
    ?.tell({ name, arguments: ['experiment', 'journal', why], thread: true })
    .catch(() => {});
}

async function watch(run: RunContext, signal: AbortSignal, ended: AbortSignal): Promise<void> {
  const { options } = run.request;
  const frequency = options.hypothesisFrequency ?? defaultFrequency;
  const pace = AbortSignal.any([signal, ended]);
  const { log } = run.emitter;
  // A float in Python, which prints a fraction always.
  const float = new PyFloat(frequency);
  const frequencyText = str(float);
  const thread = true;
  await run.controls?.tell({
    name: 'start_continuous_hypothesis',
    arguments: [{ value: float }],
    thread,
  });
  log('INFO', `Executing the steady-state hypothesis continuously every ${frequencyText} seconds`);
  let failures = 0;
  for (let iteration = 1; !ended.aborted && !isOver(run.state); iteration += 1) {
    const check = await checkHypothesis(run, 'during', signal);
    await run.controls?.tell({
      name: 'continuous_hypothesis_iteration',
      arguments: [{ value: iteration }, { state: check.of }],
      thread,
    });
    if (!check.met) {
      failures += 1;
      log('WARNING', `Continuous steady state probe '${check.last}' is not in the given tolerance`);
      if (options.failFast === true) {
        const share = ((failures * 100) / iteration).toFixed(1);
        log('INFO', `Terminating immediately the experiment after ${share}% hypothesis deviated`);
        run.state.status = 'failed';
        return;
      }
    }
    await waitFor(frequency * 1000, pace);
  }
}
