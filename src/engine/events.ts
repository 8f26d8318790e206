import type { Json, JsonObject } from '../experiment/json.ts';
import type { HypothesisStrategy } from '../experiment/model.ts';
import type { Message } from '../messages/types.ts';

/** Raised when an event changes incompatibly. Readers refuse a higher one. */
export const EVENT_VERSION = 1;

/** Where in a run something happens. `during` is the hypothesis checked while the method runs. */
export type Phase = 'before' | 'method' | 'during' | 'after' | 'rollbacks';

/** How an activity ended; `interrupted` entries have no `status` in the journal. */
export type ActivityStatus = 'succeeded' | 'failed' | 'interrupted' | 'skipped';

export type RunStatus = 'completed' | 'failed' | 'aborted' | 'interrupted';

/** Who cut a run, as the journal tells it. */
export interface Interruption {
  kind: string;
  name?: string;
  reason: string;
}

/** What a mutation did to one object; for people, beside the activity's output. */
export interface Effect {
  verb: 'created' | 'deleted' | 'patched' | 'scaled' | 'evicted' | 'executed';
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
}

/** The cluster a run is bound to. Consent, pins and history go by `id`, never by a name. */
export interface ClusterIdentity {
  /** Digest of API server URL, CA and the uid of `kube-system`. */
  id: string;
  server: string;
  context?: string;
  /** False when `kube-system` may not be read: the identity is then URL and CA only. */
  complete: boolean;
}

/** The facts of each kind of event. Everything is plain data and already masked. */
export interface EventPayloads {
  'run-started': {
    experiment: JsonObject;
    title: string;
    dry?: string;
    /** JSON pointer of the one step that is played. */
    only?: string;
    hypothesisStrategy: HypothesisStrategy;
    /** A `RollbackStrategy`; another text, from `runtime`, plays none. */
    rollbackStrategy: string;
    /** Key `chaoslib-version`, `platform`, `node` of the journal. */
    header: { chaoslibVersion: string; platform: string; node: string };
    /** Path or URL of the experiment. */
    source?: string;
    /** Absolute path of the experiment where it is a file of this machine; never an address. */
    file?: string;
    clusters: ClusterIdentity[];
  };
  /** The experiment as the journal must echo it, at the end, when values were written into it. */
  'experiment-changed': { experiment: JsonObject };
  'phase-started': { phase: Phase };
  'phase-ended': { phase: Phase };
  /** One check of the whole hypothesis; `id` is the parent of its probes. */
  'hypothesis-started': { id: string; phase: 'before' | 'during' | 'after'; title?: string };
  'hypothesis-ended': {
    id: string;
    phase: 'before' | 'during' | 'after';
    /** `null` when it could not be judged. */
    met: boolean | null;
  };
  'activity-started': {
    id: string;
    phase: Phase;
    /** JSON pointer into the experiment; a `ref` points at the referring entry. */
    pointer: string;
    /** Name and kind after `ref` is resolved. */
    name: string;
    kind: 'probe' | 'action';
    /** JSON pointer of the activity that a `ref` leads to. */
    resolved?: string;
    /** Where the activity is in the experiment as controls have changed it, if that is elsewhere. */
    placed?: string;
    /** Unsubstituted. */
    activity: JsonObject;
    background: boolean;
    /** The wanted value, substituted, for people. */
    tolerance?: Json;
  };
  /** The run's gate holds an activity that has not started: it was told so by who debugs the run. */
  'activity-held': { id: string; phase: Phase; pointer: string; name: string };
  /** It is held no more: it starts now, or the run was cut. */
  'activity-freed': { id: string };
  'activity-effects': { id: string; effects: Effect[] };
  'activity-ended': {
    id: string;
    status: ActivityStatus;
    output?: Json;
    /** The journal's list of lines. */
    exception?: string[];
    /** The same in words a person acts on. */
    error?: Message;
    /** An error the format has no word for, which aborts a run: the journal has no status for it. */
    unexpected?: boolean;
    /** Seconds, with microseconds. */
    duration: number;
  };
  /** A hypothesis probe held against its tolerance, after its pause. */
  'activity-judged': {
    id: string;
    /** `null` when it could not be judged; the run is aborted then. */
    met: boolean | null;
    exception?: string[];
    error?: Message;
  };
  /** What a control has changed of an entry of the journal, or of the whole. */
  'state-changed': {
    target: 'activity' | 'hypothesis' | 'method' | 'rollbacks' | 'journal';
    /** Of an activity or a check of the hypothesis. */
    id?: string;
    /** Of a check of the hypothesis. */
    phase?: 'before' | 'during' | 'after';
    /** Paths from the entry, the check, the list of entries or the journal on. */
    changes: { path: string; value?: Json }[];
  };
  'pause-started': { id: string; activityId?: string; when: 'before' | 'after'; seconds: number };
  'pause-ended': { id: string; how: 'over' | 'skipped' | 'interrupted' };
  /** A line of the log, in `chaos`'s words, always English. */
  log: { level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL'; text: string };
  /**
   * Readiness of a workload, or of the endpoints behind a `Service`, seen while the run goes on, when
   * it changes.
   */
  observed: {
    kind: string;
    namespace: string;
    name: string;
    ready: number;
    wanted: number;
  };
  /** What Kubernetes reported about an object while the run went on, as `kubectl get events` has it. */
  'cluster-event': {
    kind: string;
    namespace: string;
    name: string;
    /** One word, such as `Killing`. */
    reason: string;
    text: string;
    warning: boolean;
  };
  /** A resource that could not be watched beside the run, and why. */
  unobserved: { namespace: string; resource: string; error: Message };
  'stop-requested': { interruption: Interruption };
  'run-ended': {
    status: RunStatus;
    deviated: boolean;
    interruption?: Interruption;
    /** Why it was aborted or failed, in words. */
    error?: Message;
    /** Seconds. */
    duration: number;
  };
}

export type EventType = keyof EventPayloads;

/** What every event carries. */
export interface EventStamp {
  v: typeof EVENT_VERSION;
  /** From 1, without gaps, in the order in which things happened. */
  seq: number;
  run: string;
  /** Parent's id: of an activity its hypothesis check, phase or probing activity. */
  parent?: string;
  /** Wall clock in UTC, ISO 8601 with microseconds and without a zone. */
  at: string;
  /** Monotonic milliseconds since the run started; durations come from this one. */
  mono: number;
  /** JSON pointers into the event of whole numbers that are floating point, as in an experiment. */
  floats?: string[];
}

/** One thing that happened in a run. */
export type RunEvent<T extends EventType = EventType> = {
  [K in T]: EventStamp & { type: K } & EventPayloads[K];
}[T];

/**
 * Where events go. `append` returns after the event is safe (the events file) and must not throw
 * for a slow or broken *subscriber*; if the file itself can't be written the run is aborted.
 */
export interface EventSink {
  append(event: RunEvent): void;
}
