import { Interrupted, isExit } from '../interrupted.ts';
import type { RunContext } from '../run-context.ts';
import type { HandlerEvent } from './handlers.ts';

/** Plays the method or the rollbacks with the controls of the experiment around them. */
export async function aroundExperiment(
  run: RunContext,
  level: 'method' | 'rollback',
  body: () => Promise<void>,
): Promise<void> {
  if (run.controls === undefined) {
    return body();
  }
  const { experiment } = run;
  return run.controls.around({ level, context: experiment, pointer: '' }, (state) => {
    state({ target: level === 'method' ? 'method' : 'rollbacks' });
    return body();
  });
}

/** Whether an experiment or the settings have any control. */
export function hasControls({ experiment, request }: RunContext): boolean {
  const text = JSON.stringify([request.settings?.['controls'], request.controlFiles]);
  return /"provider"/.test(text ?? '') || JSON.stringify(experiment).includes('"controls"');
}

/** Tells handlers how the run was interrupted, if it was. */
export async function tellInterrupted(
  { controls, state }: RunContext,
  error: unknown,
): Promise<void> {
  const { interruption } = state;
  if (controls === undefined || interruption === undefined || !(error instanceof Interrupted)) {
    return;
  }
  const event: HandlerEvent = isExit(error, interruption)
    ? { name: 'signal_exit', arguments: [] }
    : { name: 'interrupted', arguments: ['experiment', 'journal'] };
  // What a handler wants now comes too late.
  await controls.tell(event).catch(() => {});
}
