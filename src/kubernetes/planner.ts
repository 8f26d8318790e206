import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Log } from '../engine/log.ts';
import type { PreparedActivity } from '../engine/native.ts';
import type { JsonObject } from '../experiment/json.ts';
import { isHumanError } from '../messages/error.ts';
import { userAgent } from '../platform/program.ts';
import { namespaceOf } from './activities/common/arguments.ts';
import { readerOf } from './activities/common/reader.ts';
import { activities } from './activities/index.ts';
import type { KubernetesAction, KubernetesActivity, PlanContext } from './activities/types.ts';
import type { ClusterClient } from './client.ts';
import type { ConnectionDeps, OpenedCluster } from './connection.ts';
import { connectionFor } from './connection-for.ts';
import { Connections } from './connections.ts';
import type { ConnectionChoice, PlannedFault } from './consent.ts';
import { guarded } from './guard.ts';
import { messageOf } from './message-of.ts';
import { type Plan, targetsOf, undoOf } from './plan.ts';
import { refusalOfPlan } from './policy/judge.ts';
import { remembering } from './policy/memory.ts';
import { isPolicyRefusal } from './policy/refusal.ts';
import type { KubernetesProviderDeps } from './provider.ts';

/** An activity of the experiment with its entry. */
export interface KnownActivity extends PreparedActivity {
  entry: CatalogueEntry;
}

/** What planning needs of a run, or of a look at one. */
export type PlannerDeps = Pick<
  KubernetesProviderDeps,
  | 'choice'
  | 'environment'
  | 'platform'
  | 'trusted'
  | 'runId'
  | 'cwd'
  | 'allowUnscoped'
  | 'signal'
  | 'connect'
  | 'log'
  | 'policies'
>;

/** Finds the clusters of activities and plans what they would do: the same for a run and a preview. */
export class Planner {
  readonly connections: Connections;
  readonly #deps: PlannerDeps;
  /** Uids that were planned for an activity, by its pointer. */
  readonly #shown = new Map<string, ReadonlySet<string>>();
  /** Lines of the log that were written: each plan would say them again. */
  readonly #said = new Set<string>();

  constructor(deps: PlannerDeps) {
    this.#deps = deps;
    this.connections = new Connections(async (secrets) =>
      guarded(await connect(deps, secrets), deps.policies),
    );
  }

  /**
   * The cluster of each activity; undefined where it needs none, or where it can't be reached: nothing
   * can be done to it then, and the activity tries again at its time.
   * @throws what is wrong with a kubeconfig or context that was asked for by name; HumanError
   * `policy.pinned`
   */
  async open(
    known: readonly KnownActivity[],
    signal: AbortSignal,
  ): Promise<(OpenedCluster | undefined)[]> {
    const clients = await Promise.all(
      known.map(({ entry, secrets }) =>
        implementation(entry).kind === 'offline'
          ? undefined
          : this.connections
              .for(secrets)
              .open(signal)
              .catch((error: unknown) => {
                if (isPolicyRefusal(error) || isWrongChoice(error, secrets, this.#deps.choice)) {
                  throw error;
                }
                return undefined;
              }),
      ),
    );
    signal.throwIfAborted();
    return clients;
  }

  /**
   * What an action would do now. What was shown to a person for its pointer is preferred.
   * @param unwarned nobody will read its warnings
   * @throws HumanError when it can't be planned, or `policy.*` when a policy refuses it
   */
  async plan(
    action: KubernetesAction,
    args: JsonObject,
    client: ClusterClient,
    pointer: string | undefined,
    signal: AbortSignal,
    unwarned = false,
  ): Promise<Plan> {
    const memory = remembering({ ...readerOf(client), unwarned });
    const plan = await action.plan(args, memory, this.#context(pointer, signal));
    const { policies } = this.#deps;
    const log: Log = (level, text) => this.#say(level, text);
    const refused = await refusalOfPlan(plan, { policies, memory, log, signal });
    if (refused !== undefined) {
      throw refused;
    }
    return plan;
  }

  /** What an action would do, for people; with the plan where it could be made. */
  async fault(
    activity: KnownActivity,
    action: KubernetesAction,
    client: ClusterClient,
    signal: AbortSignal,
  ): Promise<{ fault: PlannedFault; plan?: Plan }> {
    const { pointer, arguments: args } = activity;
    const about = { pointer, name: nameOf(activity), activity: pathOf(activity.entry) };
    try {
      const plan = await this.plan(action, args, client, undefined, signal);
      this.#shown.set(pointer, new Set(targetsOf(plan).flatMap(({ uid }) => uid ?? [])));
      return { fault: { ...about, ...factsOf(plan) }, plan };
    } catch (error) {
      signal.throwIfAborted();
      if (!isHumanError(error)) {
        throw error;
      }
      const namespaces = namespacesOf(activity);
      const unplanned = messageOf(error);
      const undo = { grade: 'none' } as const;
      return { fault: { ...about, targets: [], namespaces, undo, warnings: [], unplanned } };
    }
  }

  close(): void {
    this.connections.close();
  }

  #say(...[level, text]: Parameters<Log>): void {
    if (!this.#said.has(text)) {
      this.#said.add(text);
      this.#deps.log?.(level, text);
    }
  }

  #context(pointer: string | undefined, signal: AbortSignal): PlanContext {
    const { runId, allowUnscoped, cwd } = this.#deps;
    return {
      signal,
      runId,
      allowUnscoped,
      preferred: this.#shown.get(pointer ?? '') ?? new Set(),
      random: Math.random,
      now: () => new Date(),
      readText: (path) => readFile(resolve(cwd, path), 'utf8'),
    };
  }
}

/** What people are told of a plan. */
export function factsOf(
  plan: Plan,
): Pick<PlannedFault, 'targets' | 'namespaces' | 'matched' | 'undo' | 'warnings'> {
  const targets = targetsOf(plan);
  const namespaces = [...new Set(targets.flatMap(({ namespace }) => namespace ?? []))];
  return {
    targets,
    namespaces,
    ...(plan.matched !== undefined && { matched: plan.matched }),
    undo: undoOf(plan),
    warnings: plan.warnings,
  };
}

/** `module.func` of the entry, whatever name it was found by. */
export function pathOf(entry: CatalogueEntry): string {
  return `${entry.module}.${entry.func}`;
}

/** The activity's own name, else what it is. */
export function nameOf(activity: KnownActivity): string {
  return activity.name ?? pathOf(activity.entry);
}

/** The namespace an activity names; none for what is cluster-wide. */
export function namespacesOf({ entry, arguments: args }: KnownActivity): string[] {
  return entry.parameters.some(({ name }) => name === 'ns') ? [namespaceOf(args)] : [];
}

/** What an entry of the catalogue does. */
export function implementation(entry: CatalogueEntry): KubernetesActivity {
  const found = activities[pathOf(entry)];
  if (found === undefined) {
    throw new Error(`${pathOf(entry)} is in the catalogue as runnable, but does nothing`);
  }
  return found;
}

/** How the connections of a run are opened; what a sign-in program says to the person is logged. */
export function connectionDeps(deps: PlannerDeps): ConnectionDeps {
  const { environment, platform, trusted, cwd, runId, log } = deps;
  return {
    environment,
    platform,
    trusted,
    cwd,
    userAgent: userAgent(`run ${runId}`),
    onPluginOutput: (line) => log?.('INFO', line),
  };
}

/** Opens a connection as the secrets, the environment and the person's choice say. */
async function connect(deps: PlannerDeps, secrets: JsonObject): Promise<OpenedCluster> {
  return deps.connect
    ? deps.connect(secrets)
    : connectionFor(secrets, deps.choice, connectionDeps(deps), deps.signal);
}

/**
 * Whether a connection failed because the person's own choice leads nowhere. Such a run would hit
 * nothing and end as completed; the original has no such choice, so nothing there is to be followed.
 */
function isWrongChoice(error: unknown, secrets: JsonObject, choice: ConnectionChoice): boolean {
  if (!isHumanError(error)) {
    return false;
  }
  if (choice.kubeconfig !== undefined && /^kubernetes\.(no-host|kubeconfig-)/.test(error.code)) {
    return true;
  }
  const overruled = secrets['KUBERNETES_CONTEXT'] !== undefined;
  return choice.context !== undefined && !overruled && error.code === 'kubernetes.context-unknown';
}
