import type { Effect } from '../../engine/events.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { ClusterClient } from '../client.ts';
import type { Access, Plan, Reader } from '../plan.ts';
import type { Recorder } from './common/recorder.ts';

/** What planning may use besides the cluster. */
export interface PlanContext {
  readonly signal: AbortSignal;
  readonly runId: string;
  /** Lets an empty selection mean everything, as the original does. */
  readonly allowUnscoped: boolean;
  /** Uids that a person was shown for this activity: a selection cut to a number takes them first. */
  readonly preferred: ReadonlySet<string>;
  /** From 0 up to 1, for draws. */
  random(): number;
  now(): Date;
  /** A manifest's text; relative paths start at the folder of the run. */
  readText(path: string): Promise<string>;
}

/** What execution may use besides the cluster. */
export interface ExecuteContext {
  readonly signal: AbortSignal;
  readonly runId: string;
  readonly recorder: Recorder;
  effects(effects: Effect[]): void;
  log(level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR', text: string): void;
}

/** What a probe may use besides the cluster. */
export interface ProbeContext {
  readonly signal: AbortSignal;
  now(): Date;
  log(level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR', text: string): void;
}

/** An activity that changes something. Arguments come as the experiment has them, substituted. */
export interface KubernetesAction {
  readonly kind: 'action';
  /** Whether the arguments name no object at all, so that everything would be hit. */
  unscoped?(args: JsonObject): boolean;
  /**
   * What it reads for its plan and while it waits, whatever it finds. What its changes and their
   * undo need follows from the plan.
   */
  access(args: JsonObject): Access[];
  /** What it would do now. Only reads. @throws HumanError when it can't be done like this */
  plan(args: JsonObject, reader: Reader, context: PlanContext): Promise<Plan>;
  /** Does it. Gives what the original returns. */
  execute(plan: Plan, client: ClusterClient, context: ExecuteContext): Promise<Json>;
}

/** An activity that only reads. */
export interface KubernetesProbe {
  readonly kind: 'probe';
  /** All that it reads. */
  access(args: JsonObject): Access[];
  run(args: JsonObject, client: ClusterClient, context: ProbeContext): Promise<Json>;
}

/** A probe that needs no cluster, so that no connection is made for it. */
export interface OfflineProbe {
  readonly kind: 'offline';
  run(args: JsonObject, context: ProbeContext): Promise<Json>;
}

export type KubernetesActivity = KubernetesAction | KubernetesProbe | OfflineProbe;
