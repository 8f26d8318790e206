import { isObject, type Json, type JsonObject } from '../experiment/json.ts';
import type { RunEvent } from './events.ts';

/** Characters of an output, as JSON, that are told; a longer one is left to the journal. */
const longestOutput = 4096;

/** One line of the progress file: a `type`, a `timestamp`, and what belongs to it. */
export type Progress = JsonObject & { type: string; timestamp: string };

interface Activity {
  name: string;
  kind: string;
  parent?: string;
}

/** An output that is small enough, or how long it would be. */
export function boundedOutput(output: Json): JsonObject {
  // As Python writes it: a blank behind every comma and colon.
  const lines = JSON.stringify(output, null, 1);
  const { length } = Array.from(lines.replace(/,\n\s*/g, ', ').replace(/\n\s*/g, ''));
  return length > longestOutput ? { output_truncated: true, output_size: length } : { output };
}

/** Makes of a run's events those that the original writes with `--events-file`. */
export class ProgressFolder {
  readonly #frequency: number;
  readonly #activities = new Map<string, Activity>();
  readonly #probes = new Map<string, Map<string, JsonObject>>();
  #watches = false;
  #iteration = 0;

  /** @param frequency seconds between two checks of a watched hypothesis */
  constructor(frequency: number) {
    this.#frequency = frequency;
  }

  event(event: RunEvent): Progress[] {
    return this.#told(event).map(({ type, ...rest }) => ({
      type: String(type),
      timestamp: `${event.at}+00:00`,
      ...rest,
    }));
  }

  #told(event: RunEvent): JsonObject[] {
    switch (event.type) {
      case 'run-started':
        this.#watches =
          isObject(event.experiment['steady-state-hypothesis']) &&
          ['during-method-only', 'continuously'].includes(event.hypothesisStrategy);
        return [{ type: 'run-started', title: event.title }];
      case 'phase-started':
        return this.#phaseStarted(event);
      case 'phase-ended':
        return event.phase === 'method' || event.phase === 'rollbacks'
          ? [{ type: `${event.phase}-completed` }]
          : [];
      case 'hypothesis-started':
        this.#probes.set(event.id, new Map());
        return event.phase === 'during'
          ? this.#watching()
          : [{ type: 'hypothesis-started', phase: event.phase }];
      case 'hypothesis-ended':
        return [this.#hypothesisEnded(event)];
      case 'activity-started':
        return [this.#activityStarted(event)];
      case 'activity-ended':
        return this.#activityEnded(event);
      case 'activity-judged': {
        const probe = this.#probeOf(event.id);
        if (probe !== undefined) {
          probe['tolerance_met'] = event.met;
        }
        return [];
      }
      case 'run-ended':
        return [
          ...(event.status === 'interrupted' ? [{ type: 'run-interrupted' }] : []),
          { type: 'run-finished', status: event.status, deviated: event.deviated },
        ];
      default:
        return [];
    }
  }

  #phaseStarted({ phase }: RunEvent<'phase-started'>): JsonObject[] {
    const told = phase === 'method' || phase === 'rollbacks' ? [{ type: `${phase}-started` }] : [];
    return phase === 'method' ? [...this.#watching(), ...told] : told;
  }

  /** Told once, before the method or the first check, whichever comes first. */
  #watching(): JsonObject[] {
    const watches = this.#watches;
    this.#watches = false;
    return watches
      ? [{ type: 'hypothesis-started', phase: 'during', frequency: this.#frequency }]
      : [];
  }

  #hypothesisEnded({ id, phase, met }: RunEvent<'hypothesis-ended'>): JsonObject {
    const probes = [...(this.#probes.get(id)?.values() ?? [])];
    this.#probes.delete(id);
    if (phase === 'during') {
      this.#iteration += 1;
    }
    const iteration = phase === 'during' && { iteration: this.#iteration };
    return { type: 'hypothesis-completed', phase, ...iteration, met, probes };
  }

  #activityStarted(event: RunEvent<'activity-started'>): JsonObject {
    const { id, name, kind, background, parent } = event;
    this.#activities.set(id, { name, kind, ...(parent && { parent }) });
    return { type: 'activity-started', name, activity_type: kind, background };
  }

  #activityEnded(event: RunEvent<'activity-ended'>): JsonObject[] {
    const activity = this.#activities.get(event.id);
    if (activity === undefined) {
      return [];
    }
    const { name, kind, parent } = activity;
    const status = event.status === 'interrupted' ? null : event.status;
    const output = boundedOutput(event.output ?? null);
    const probe = { name, status, tolerance_met: null, ...output };
    this.#probes.get(parent ?? '')?.set(event.id, probe);
    const error = event.exception && { error: event.exception.join('').trim() };
    const { duration } = event;
    return [
      {
        type: 'activity-completed',
        name,
        activity_type: kind,
        status,
        duration,
        ...output,
        ...error,
      },
    ];
  }

  #probeOf(id: string): JsonObject | undefined {
    const parent = this.#activities.get(id)?.parent ?? '';
    this.#activities.delete(id);
    return this.#probes.get(parent)?.get(id);
  }
}
