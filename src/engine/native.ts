import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import type { ClusterIdentity, Effect, EventPayloads } from './events.ts';
import type { Log } from './log.ts';

/** What a native activity may use while it runs. */
export interface ActivityContext {
  /** Aborts at the activity's timeout, at `kill`, and when the run is stopped: return at once. */
  readonly signal: AbortSignal;
  /** Milliseconds the activity may take in all; undefined without `provider.timeout`. */
  readonly timeout?: number;
  /** Resolved configuration, not masked: never put it into an output. */
  readonly configuration: JsonObject;
  /** The secrets the activity names, merged flat as the original does. */
  readonly secrets: JsonObject;
  /** Id of the activity in the events. */
  readonly activityId: string;
  /** JSON pointer of its entry in the experiment, by which it was prepared. */
  readonly pointer?: string;
  /** As the experiment names it, for people. */
  readonly name?: string;
  readonly runId: string;
  /** Tells people what was done to which object. */
  effects(effects: Effect[]): void;
  log(level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR', text: string): void;
}

/**
 * A `python` activity that runs natively. `run` returns what the original returns, or throws
 * `ActivityFailed` (the original's failure) or a HumanError (also a failure, in words).
 */
export interface NativeActivity {
  readonly entry: CatalogueEntry;
  run(args: JsonObject, context: ActivityContext): Promise<Json>;
}

/** One native activity of the experiment, with what is known before the run starts. */
export interface PreparedActivity {
  readonly pointer: string;
  /** As the experiment names it, for people. */
  readonly name?: string;
  readonly module: string;
  readonly func: string;
  /** Substituted. */
  readonly arguments: JsonObject;
  readonly secrets: JsonObject;
  /** Of a rollback: not part of what the consent question counts. */
  readonly rollback: boolean;
}

/** What was seen of a cluster beside the activities. */
export type Observation = {
  [T in 'observed' | 'cluster-event' | 'unobserved']: { type: T; facts: EventPayloads[T] };
}['observed' | 'cluster-event' | 'unobserved'];

/** A set of native activities, given to the engine from outside. */
export interface NativeProvider {
  /** Called first: where lines go that belong to the run and to no activity of it. */
  logTo?(log: Log): void;
  /** The activity under any of its importable names. */
  find(module: string, func: string): NativeActivity | undefined;
  /**
   * Called once, after configuration and secrets are resolved and before anything runs: resolves
   * and freezes each activity's cluster and asks for consent. Throws a HumanError to refuse the run.
   */
  prepare(
    activities: PreparedActivity[],
    configuration: JsonObject,
    signal: AbortSignal,
  ): Promise<ClusterIdentity[]>;
  /**
   * Follows the cluster around the run's activities until the signal aborts, so that a verdict can
   * say what became unready and when. It waits for nothing and fails silently: watching must not
   * change a run.
   */
  observe?(listener: (observation: Observation) => void, signal: AbortSignal): void;
  /** Environment for child processes, so that they reach the frozen cluster and no other. */
  childEnvironment(): Promise<Record<string, string>>;
  /** Ends connections and removes what `childEnvironment` wrote. Never throws. */
  close(): Promise<void>;
}
