import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CatalogueEntry } from '../catalogue/types.ts';
import type { ClusterIdentity } from '../engine/events.ts';
import type { ActivityContext, PreparedActivity } from '../engine/native.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { HumanError, isHumanError } from '../messages/error.ts';
import { userAgent } from '../platform/program.ts';
import { namespaceOf } from './activities/arguments.ts';
import { activities } from './activities/index.ts';
import { readerOf } from './activities/reader.ts';
import { createRecorder } from './activities/recorder.ts';
import type { KubernetesAction, KubernetesActivity, PlanContext } from './activities/types.ts';
import { type ChildKubeconfig, kubeconfigOf, writeChildKubeconfig } from './child-kubeconfig.ts';
import type { ClusterClient } from './client.ts';
import type { ConnectionDeps, OpenedCluster } from './connection.ts';
import { connectionFor, endpointFor } from './connection-for.ts';
import { Connections } from './connections.ts';
import type { ConnectionChoice, PlannedFault } from './consent.ts';
import { observeWorkloads, type Readiness } from './observer.ts';
import type { Plan } from './plan.ts';
import type { KubernetesProviderDeps } from './provider.ts';

/** An activity of the experiment with its entry. */
export interface KnownActivity extends PreparedActivity {
  entry: CatalogueEntry;
}

/** A fault of the experiment on a cluster that could be reached. */
interface Fault {
  activity: KnownActivity;
  action: KubernetesAction;
  client: ClusterClient;
}

/** The connections, consents and ledger of one run. */
export class Session {
  readonly #deps: KubernetesProviderDeps;
  readonly #connections: Connections;
  readonly #ledger: Ledger;
  #child: Promise<ChildKubeconfig | undefined> | undefined;
  /** Namespaces that the activities of the run name, by the client that reaches them. */
  readonly #around = new Map<ClusterClient, Set<string>>();
  /** Clusters about which everything has been asked that will be. */
  readonly #settled = new Set<string>();

  constructor(deps: KubernetesProviderDeps) {
    this.#deps = deps;
    this.#connections = new Connections((secrets) => connect(deps, secrets));
    this.#ledger = openLedger(deps.folder);
  }

  /**
   * Reaches every cluster of the run, plans its faults and has them confirmed.
   * @throws HumanError `kubernetes.unscoped`, `kubernetes.consent-refused`; what is wrong with a
   * kubeconfig or context that was asked for by name
   */
  async prepare(known: KnownActivity[], signal: AbortSignal): Promise<ClusterIdentity[]> {
    this.#refuseUnscoped(known);
    const online = known.filter(({ entry }) => implementation(entry).kind !== 'offline');
    const clients = await Promise.all(
      online.map(({ secrets }) =>
        this.#connections
          .for(secrets)
          .open(signal)
          .catch((error: unknown) => {
            if (isWrongChoice(error, secrets, this.#deps.choice)) {
              throw error;
            }
            return undefined;
          }),
      ),
    );
    signal.throwIfAborted();
    const reached = new Map<string, ClusterClient>();
    const faults: Fault[] = [];
    online.forEach((activity, index) => {
      const client = clients[index];
      if (client === undefined) {
        return;
      }
      reached.set(client.identity.id, client);
      const around = this.#around.get(client) ?? new Set();
      this.#around.set(client, around.add(namespaceOf(activity.arguments)));
      const action = implementation(activity.entry);
      if (action.kind === 'action' && !activity.rollback) {
        faults.push({ activity, action, client });
      }
    });
    for (const { identity } of reached.values()) {
      await this.#confirm(
        identity,
        faults.filter(({ client }) => client.identity.id === identity.id),
        signal,
      );
      this.#settled.add(identity.id);
    }
    return [...reached.values()].map(({ identity }) => identity);
  }

  /** Follows the workloads of the namespaces around the activities, see NativeProvider.observe. */
  async observe(listener: (readiness: Readiness) => void, signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#around].map(([client, namespaces]) =>
        observeWorkloads(client, [...namespaces], listener, signal),
      ),
    );
  }

  /** Runs one activity. */
  async run(entry: CatalogueEntry, args: JsonObject, context: ActivityContext): Promise<Json> {
    const { signal } = context;
    if (entry.deprecated !== undefined) {
      context.log('WARNING', `${pathOf(entry)} is deprecated. ${entry.deprecated}`);
    }
    const activity = implementation(entry);
    const probing = { signal, now: () => new Date(), log: context.log };
    if (activity.kind === 'offline') {
      return activity.run(args, probing);
    }
    const client = await this.#connections.for(context.secrets).open(signal);
    if (activity.kind === 'probe') {
      return activity.run(args, client, probing);
    }
    const plan = await activity.plan(args, readerOf(client), this.#planContext(signal));
    const path = pathOf(entry);
    if (!this.#settled.has(client.identity.id)) {
      const fault = { pointer: '', name: path, activity: path, ...facts(plan) };
      await this.#ask(client.identity, [namespaceOf(args)], [fault], signal);
      this.#settled.add(client.identity.id);
    }
    const recorder = createRecorder(this.#ledger, {
      cluster: client.identity.id,
      activity: path,
      activityId: context.activityId,
    });
    return activity.execute(plan, client, {
      signal,
      runId: context.runId,
      recorder,
      effects: (effects) => context.effects(effects),
      log: context.log,
    });
  }

  /**
   * What child processes need to reach the run's cluster and no other: the one of activities
   * without secrets of their own, or else the only one there is. When none could be reached it is
   * the one that was chosen; where nothing was chosen either, children find their own way.
   */
  async childEnvironment(): Promise<Record<string, string>> {
    this.#child ??= this.#writeChild();
    const child = await this.#child;
    return child === undefined ? {} : { KUBECONFIG: child.path };
  }

  async close(): Promise<void> {
    await (await this.#child?.catch(() => undefined))?.remove();
    this.#connections.close();
    await this.#ledger.close().catch(() => undefined);
  }

  async #writeChild(): Promise<ChildKubeconfig | undefined> {
    const kubeconfig = await this.#childKubeconfig();
    return kubeconfig && writeChildKubeconfig(kubeconfig, this.#deps.folder);
  }

  async #childKubeconfig(): Promise<JsonObject | undefined> {
    const usual = this.#connections.for({}).client;
    const [first, ...others] = this.#connections.opened();
    if (usual ?? (first && others.length === 0)) {
      return (usual ?? first)?.kubeconfig();
    }
    const { choice } = this.#deps;
    if (choice.context === undefined && choice.kubeconfig === undefined) {
      return undefined;
    }
    try {
      return kubeconfigOf(await endpointFor({}, choice, connectionDeps(this.#deps)));
    } catch (error) {
      if (!isHumanError(error)) {
        throw error;
      }
      // What was chosen leads nowhere; a child must not find another cluster instead.
      return { apiVersion: 'v1', kind: 'Config', clusters: [], contexts: [], users: [] };
    }
  }

  #refuseUnscoped(known: KnownActivity[]): void {
    if (this.#deps.allowUnscoped) {
      return;
    }
    for (const activity of known) {
      const { entry, pointer, arguments: args } = activity;
      const action = implementation(entry);
      if (action.kind === 'action' && action.unscoped?.(args)) {
        const namespace = namespaceOf(args);
        throw new HumanError('kubernetes.unscoped', { name: nameOf(activity), pointer, namespace });
      }
    }
  }

  async #confirm(cluster: ClusterIdentity, faults: Fault[], signal: AbortSignal): Promise<void> {
    if (faults.length === 0) {
      return;
    }
    const planned: PlannedFault[] = [];
    for (const fault of faults) {
      planned.push(await this.#planned(fault, signal));
    }
    const namespaces = new Set(faults.map(({ activity }) => namespaceOf(activity.arguments)));
    await this.#ask(cluster, [...namespaces], planned, signal);
  }

  async #planned({ activity, action, client }: Fault, signal: AbortSignal): Promise<PlannedFault> {
    const path = pathOf(activity.entry);
    const fault = { pointer: activity.pointer, name: nameOf(activity), activity: path };
    try {
      const context = this.#planContext(signal);
      return {
        ...fault,
        ...facts(await action.plan(activity.arguments, readerOf(client), context)),
      };
    } catch (error) {
      if (!isHumanError(error)) {
        throw error;
      }
      const unplanned = { code: error.code, args: error.args };
      return { ...fault, targets: [], undo: { grade: 'none' }, warnings: [], unplanned };
    }
  }

  async #ask(
    cluster: ClusterIdentity,
    namespaces: string[],
    faults: PlannedFault[],
    signal: AbortSignal,
  ): Promise<void> {
    if (!(await this.#deps.consent({ cluster, namespaces, faults }, signal))) {
      throw new HumanError('kubernetes.consent-refused', { server: cluster.server });
    }
  }

  #planContext(signal: AbortSignal): PlanContext {
    const { runId, allowUnscoped, cwd } = this.#deps;
    return {
      signal,
      runId,
      allowUnscoped,
      random: Math.random,
      now: () => new Date(),
      readText: (path) => readFile(resolve(cwd, path), 'utf8'),
    };
  }
}

/** `module.func` of the entry, whatever name it was found by. */
function pathOf(entry: CatalogueEntry): string {
  return `${entry.module}.${entry.func}`;
}

function nameOf(activity: KnownActivity): string {
  return activity.name ?? pathOf(activity.entry);
}

function implementation(entry: CatalogueEntry): KubernetesActivity {
  const found = activities[pathOf(entry)];
  if (found === undefined) {
    throw new Error(`${pathOf(entry)} is in the catalogue as runnable, but does nothing`);
  }
  return found;
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

/** What the question tells of a plan. */
function facts({
  targets,
  undo,
  warnings,
}: Plan): Pick<PlannedFault, 'targets' | 'undo' | 'warnings'> {
  return { targets, undo, warnings };
}

/** Opens a connection as the secrets, the environment and the person's choice say. */
async function connect(deps: KubernetesProviderDeps, secrets: JsonObject): Promise<OpenedCluster> {
  return deps.connect
    ? deps.connect(secrets)
    : connectionFor(secrets, deps.choice, connectionDeps(deps), deps.signal);
}

function connectionDeps(deps: KubernetesProviderDeps): ConnectionDeps {
  const { environment, platform, trusted, cwd, runId } = deps;
  return { environment, platform, trusted, cwd, userAgent: userAgent(`run ${runId}`) };
}
