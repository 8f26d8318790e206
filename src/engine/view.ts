import type { Json, JsonObject } from '../experiment/json.ts';
import type { Message } from '../messages/types.ts';
import type {
  ActivityStatus,
  ClusterIdentity,
  Effect,
  Interruption,
  Phase,
  RunStatus,
} from './events.ts';

/** An activity as a person sees it in the panel, the report and the lens. */
export interface ActivityRow {
  what: 'activity';
  id: string;
  pointer: string;
  name: string;
  kind: 'probe' | 'action';
  background: boolean;
  state: 'running' | ActivityStatus;
  startedAt: string;
  /** Monotonic milliseconds since the run's start. */
  startedMono: number;
  /** Seconds; undefined while it runs. */
  duration?: number;
  output?: Json;
  exception?: string[];
  error?: Message;
  tolerance?: Json;
  toleranceMet?: boolean;
  effects: Effect[];
}

/** A wait before or after an activity. */
export interface PauseRow {
  what: 'pause';
  id: string;
  activityId?: string;
  when: 'before' | 'after';
  seconds: number;
  startedMono: number;
  state: 'running' | 'over' | 'skipped' | 'interrupted';
}

/** One section of the panel. */
export interface PhaseView {
  phase: Exclude<Phase, 'during'>;
  state: 'waiting' | 'running' | 'ended';
  /** Of the two hypothesis phases: the judgement. */
  met?: boolean | null;
  rows: (ActivityRow | PauseRow)[];
}

/** Checks in a row that came to the same. */
export interface Stretch {
  met: boolean | null;
  count: number;
  /** Monotonic milliseconds: the first check's begin, the last one's end. */
  from: number;
  to: number;
}

/** A hypothesis watched while the method runs, as a strip and not as a thousand rows. */
export interface DuringView {
  checks: number;
  failures: number;
  /** The last 120 judgements, oldest first. */
  recent: (boolean | null)[];
  /** The newest 100 stretches of checks that came to the same, oldest first. */
  stretches: Stretch[];
  /** Monotonic milliseconds of the first failure. */
  firstFailureMono?: number;
  /** Rows of the last failed check only. */
  lastFailure: ActivityRow[];
  /** Rows of the check that is going on. */
  current: ActivityRow[];
}

/** What a probe gave over time, where that was a number. */
export interface Series {
  /** By time; of many, those that stand out. */
  points: { mono: number; value: number }[];
  tolerance?: Json;
}

/** What Kubernetes reported about an object while the run went on. */
export interface Happening {
  /** Monotonic milliseconds at which it was heard of. */
  mono: number;
  kind: string;
  namespace: string;
  name: string;
  reason: string;
  text: string;
  warning: boolean;
}

/** An activity that the debugger keeps from starting. */
export interface Held {
  id: string;
  phase: Phase;
  pointer: string;
  name: string;
}

/** A resource that could not be watched. */
export interface Unobserved {
  namespace: string;
  resource: string;
  error: Message;
}

/**
 * A run as the fold of its events, with a size that does not grow with the number of continuous
 * checks. Plain data: it crosses threads and is patched in the webview.
 */
export interface RunView {
  run: string;
  title: string;
  source?: string;
  experiment: JsonObject;
  clusters: ClusterIdentity[];
  dry?: string;
  /** JSON pointer of the one step that was to be played. */
  only?: string;
  startedAt: string;
  /** Monotonic milliseconds of that moment. */
  startedMono: number;
  /** `seq` of the last event folded in. */
  seq: number;
  /** Monotonic milliseconds of the last event: a page ticks on from here by itself. */
  mono: number;
  state: 'running' | 'stopping' | 'ended';
  status?: RunStatus;
  deviated: boolean;
  interruption?: Interruption;
  error?: Message;
  duration?: number;
  phases: Record<'before' | 'method' | 'after' | 'rollbacks', PhaseView>;
  during?: DuringView;
  /** What the debugger holds, in the order in which it arrived. */
  held: Held[];
  /**
   * Readiness of workloads and services over time, by `kind/namespace/name`; changes only, newest 200
   * of each.
   */
  observed: Record<string, { mono: number; ready: number; wanted: number }[]>;
  /** Numbers that probes gave, by the probe's name. */
  values: Record<string, Series>;
  /** Events of the cluster, newest 300. */
  happenings: Happening[];
  /** What could not be watched, and so is missing above. */
  unobserved: Unobserved[];
}
