import type { Phase } from './events.ts';
import type { Inspector } from './inspect/inspector.ts';
import { throwIfCut } from './interrupted.ts';
import { truthy } from './python/compare.ts';
import { str } from './python/text.ts';
import type { RunContext, Stage } from './run-context.ts';
import type { Resolved, Step } from './steps.ts';
import { settledOrCut } from './wait.ts';

/** An activity that is about to be played. Plain data, masked. */
export interface Arrival {
  /** Of the activity in the events to come. */
  id: string;
  phase: Phase;
  /** JSON pointer of the step. */
  pointer: string;
  /** JSON pointer of the activity that a `ref` leads to. */
  resolved?: string;
  name: string;
  kind: 'probe' | 'action';
  background: boolean;
}

/** Holds a run before each of its activities: what a debugger needs. */
export interface Gate {
  /** Called once, before anything else: what lets one look into the run from then on. */
  opened(inspector: Inspector): void;
  /**
   * Settles when the activity and its pauses may be played. What is spent here counts for no time
   * limit and no duration. A gate that fails is an open one: a debugger that is gone must not keep a
   * run from its rollbacks.
   * @param signal aborted when the run is cut; the run goes on without waiting then
   * @param held called when the activity is not let through at once, for those who watch the run
   */
  arrive(arrival: Arrival, signal: AbortSignal, held: () => void): Promise<void>;
}

/**
 * Waits for the run's gate, if it has one.
 * @throws Interrupted when the run is cut meanwhile
 */
export async function passGate(
  { request, inspector, emitter }: RunContext,
  stage: Stage,
  step: Step,
  { activity, pointer }: Resolved,
  id: string,
): Promise<void> {
  if (request.gate === undefined || inspector === undefined) {
    return;
  }
  const arrival: Arrival = {
    id,
    phase: stage.phase,
    pointer: step.pointer,
    ...(pointer !== undefined && { resolved: pointer }),
    name: inspector.masked(str(activity['name'] ?? null)),
    kind: activity['type'] === 'action' ? 'action' : 'probe',
    background: truthy(step.entry['background'] ?? null),
  };
  let holds = false;
  let over = false;
  const held = () => {
    // Who says so when the run was cut meanwhile holds nothing any more.
    if (!holds && !over) {
      holds = true;
      const { phase, name } = arrival;
      emitter.emit('activity-held', { id, phase, pointer: step.pointer, name }, stage.parent);
    }
  };
  const passed = request.gate.arrive(arrival, stage.signal, held);
  await settledOrCut(passed, stage.signal).catch(() => {});
  over = true;
  if (holds) {
    emitter.emit('activity-freed', { id }, stage.parent);
  }
  throwIfCut(stage.signal);
}
