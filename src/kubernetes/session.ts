import type { CatalogueEntry } from '../catalogue/types.ts';
import type { ClusterIdentity } from '../engine/events.ts';
import type { ActivityContext, Observation } from '../engine/native.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import type { LedgerPlace } from '../ledger/record.ts';
import { factsOfForbidden } from '../messages/access-text.ts';
import { HumanError, isHumanError } from '../messages/error.ts';
import { format } from '../messages/format.ts';
import type { Message } from '../messages/types.ts';
import { whoAndWhere } from '../platform/who.ts';
import { createRecorder, type Recorder } from './activities/common/recorder.ts';
import type { KubernetesAction } from './activities/types.ts';
import { type Announced, Announcements } from './announcements.ts';
import { type ChildKubeconfig, kubeconfigOf, writeChildKubeconfig } from './child-kubeconfig.ts';
import type { ClusterClient } from './client.ts';
import { endpointFor } from './connection-for.ts';
import type { Forbidden, PlannedFault } from './consent.ts';
import { Leases } from './lease/leases.ts';
import { observe } from './observation/observe.ts';
import { accessNeeded, reviewAccess } from './permissions.ts';
import type { Access, Plan } from './plan.ts';
import {
  connectionDeps,
  factsOf,
  implementation,
  type KnownActivity,
  nameOf,
  namespacesOf,
  Planner,
  pathOf,
} from './planner.ts';
import { refusalOfPlace } from './policy/judge.ts';
import { inActivity, policyRefusalOf } from './policy/refusal.ts';
import { namespacesTouched } from './policy/touched.ts';
import type { KubernetesProviderDeps } from './provider.ts';

/** A fault of the experiment on a cluster that could be reached. */
interface Fault {
  activity: KnownActivity;
  action: KubernetesAction;
  client: ClusterClient;
}

/** An activity on a cluster that could be reached, with what it needs there. */
interface Needing {
  activity: KnownActivity;
  client: ClusterClient;
  accesses: Access[];
}

/** Milliseconds that asking what is allowed may take: a run must not wait for it. */
const reviewLimit = 5_000;

/** The connections, consents and ledger of one run. */
export class Session {
  readonly #deps: KubernetesProviderDeps;
  readonly #planner: Planner;
  readonly #ledger: Ledger;
  readonly #leases: Leases | undefined;
  readonly #announcements: Announcements | undefined;
  #child: Promise<ChildKubeconfig | undefined> | undefined;
  /** Namespaces that the activities of the run name, by the client that reaches them. */
  readonly #around = new Map<ClusterClient, Set<string>>();
  /** Clusters about which everything has been asked that will be. */
  readonly #settled = new Set<string>();

  constructor(deps: KubernetesProviderDeps) {
    this.#deps = deps;
    this.#planner = new Planner(deps);
    this.#ledger = openLedger(deps.folder);
    const { runId, title, lease, log = () => {} } = deps;
    this.#leases = lease ? new Leases(`${whoAndWhere()} (run ${runId})`, log) : undefined;
    this.#announcements = title === undefined ? undefined : new Announcements({ runId, title });
  }

  /**
   * Reaches every cluster of the run, plans its faults and has them confirmed.
   * @throws HumanError `kubernetes.unscoped`, `policy.*`, `kubernetes.consent-refused`,
   * `kubernetes.lease-held`; what is wrong with a kubeconfig or context that was asked for by name
   */
  async prepare(known: KnownActivity[], signal: AbortSignal): Promise<ClusterIdentity[]> {
    this.#refuseUnscoped(known);
    const clients = await this.#planner.open(known, signal);
    const reached = new Map<string, ClusterClient>();
    const faults: Fault[] = [];
    const needing: Needing[] = [];
    known.forEach((activity, index) => {
      const client = clients[index];
      if (client === undefined) {
        return;
      }
      reached.set(client.identity.id, client);
      const action = implementation(activity.entry);
      if (action.kind === 'action') {
        const { policies } = this.#deps;
        refuse(refusalOfPlace(client.identity, namespacesOf(activity), policies), activity);
      }
      const around = this.#around.get(client) ?? new Set();
      this.#around.set(client, new Set([...around, ...namespacesOf(activity)]));
      if (action.kind === 'action' && !activity.rollback) {
        faults.push({ activity, action, client });
      } else {
        const accesses = accessNeeded(action, activity.arguments, undefined);
        needing.push({ activity, client, accesses });
      }
    });
    for (const { identity } of reached.values()) {
      const here = <T extends { client: ClusterClient }>(some: T[]) =>
        some.filter(({ client }) => client.identity.id === identity.id);
      await this.#confirm(identity, here(faults), here(needing), signal);
      this.#settled.add(identity.id);
    }
    return [...reached.values()].map(({ identity }) => identity);
  }

  /** Follows workloads, services and events of the namespaces around the activities, see NativeProvider.observe. */
  async observe(listener: (observation: Observation) => void, signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#around].map(([client, namespaces]) =>
        observe(client, [...namespaces], listener, signal),
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
    const client = await this.#planner.connections.for(context.secrets).open(signal);
    if (activity.kind === 'probe') {
      return activity.run(args, client, probing);
    }
    const settled = this.#settled.has(client.identity.id);
    const { pointer } = context;
    const plan = await this.#planner.plan(activity, args, client, pointer, signal, settled);
    const path = pathOf(entry);
    if (!settled) {
      const fault = {
        pointer: context.pointer ?? '',
        name: path,
        activity: path,
        ...factsOf(plan),
      };
      await this.#ask(client.identity, [fault], [], signal);
      this.#settled.add(client.identity.id);
    }
    // What a rollback puts back must not wait for somebody else's run.
    if (!context.pointer?.startsWith('/rollbacks/')) {
      await this.#leases?.take(client, placesOf(plan), signal);
    }
    const recorder = createRecorder(this.#ledger, {
      cluster: client.identity.id,
      place: this.#placeOf(client.identity),
      activity: path,
      activityId: context.activityId,
    });
    const announced = this.#announced(recorder, client, { name: context.name ?? path, path });
    try {
      return await activity.execute(plan, client, {
        signal,
        runId: context.runId,
        recorder: announced.recorder,
        effects: (effects) => context.effects(effects),
        log: context.log,
      });
    } finally {
      announced.end();
    }
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
    await Promise.all([this.#announcements?.flush(), this.#leases?.release()]);
    this.#planner.close();
    await this.#ledger.close().catch(() => undefined);
  }

  async #writeChild(): Promise<ChildKubeconfig | undefined> {
    const kubeconfig = await this.#childKubeconfig();
    return kubeconfig && writeChildKubeconfig(kubeconfig, this.#deps.folder);
  }

  async #childKubeconfig(): Promise<JsonObject | undefined> {
    const usual = this.#planner.connections.for({}).client;
    const [first, ...others] = this.#planner.connections.opened();
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

  #announced(recorder: Recorder, client: ClusterClient, activity: Announced) {
    return (
      this.#announcements?.around(recorder, client, activity) ?? { recorder, end: () => undefined }
    );
  }

  #refuseUnscoped(known: KnownActivity[]): void {
    if (this.#deps.allowUnscoped) {
      return;
    }
    for (const activity of known) {
      const { entry, pointer, arguments: args } = activity;
      const action = implementation(entry);
      if (action.kind === 'action' && action.unscoped?.(args)) {
        const what = { name: nameOf(activity), pointer };
        const [namespace] = namespacesOf(activity);
        throw namespace === undefined
          ? new HumanError('kubernetes.unscoped-cluster', what)
          : new HumanError('kubernetes.unscoped', { ...what, namespace });
      }
    }
  }

  async #confirm(
    cluster: ClusterIdentity,
    faults: Fault[],
    needing: Needing[],
    signal: AbortSignal,
  ): Promise<void> {
    const [first] = faults;
    if (first === undefined) {
      return;
    }
    const planned: PlannedFault[] = [];
    const all = [...needing];
    const places: (string | undefined)[] = needing.flatMap(({ activity }) =>
      implementation(activity.entry).kind === 'action' ? namespacesOf(activity) : [],
    );
    for (const { activity, action, client } of faults) {
      const { fault, plan } = await this.#planner.fault(activity, action, client, signal);
      refuse(policyRefusalOf(fault), activity);
      this.#requireTargets(fault);
      planned.push(fault);
      places.push(...(plan === undefined ? fault.namespaces : placesOf(plan)));
      const accesses = accessNeeded(action, activity.arguments, plan);
      all.push({ activity, client, accesses });
    }
    const forbidden = await findForbidden(all, signal);
    const [missing] = forbidden;
    if (missing !== undefined && this.#deps.refuseForbidden) {
      throw new HumanError('kubernetes.forbidden-before', factsOfForbidden(missing));
    }
    await this.#ask(cluster, planned, forbidden, signal);
    await this.#leases?.claim(first.client, places, signal);
  }

  #requireTargets({ name, pointer, targets, unplanned }: PlannedFault): void {
    if (this.#deps.requireTargets && targets.length === 0) {
      const args = { name, pointer };
      throw unplanned === undefined
        ? new HumanError('kubernetes.no-targets', args)
        : new HumanError('kubernetes.no-targets-because', { ...args, reason: format(unplanned) });
    }
  }

  async #ask(
    cluster: ClusterIdentity,
    faults: PlannedFault[],
    forbidden: Forbidden[],
    signal: AbortSignal,
  ): Promise<void> {
    const namespaces = [...new Set(faults.flatMap((fault) => fault.namespaces))];
    const question = { cluster, namespaces, faults, forbidden };
    if (!(await this.#deps.consent(question, signal))) {
      throw new HumanError('kubernetes.consent-refused', { server: cluster.server });
    }
  }

  #placeOf({ server, context }: ClusterIdentity): LedgerPlace {
    const { kubeconfig } = this.#deps.choice;
    return {
      server,
      ...(context !== undefined && { context }),
      ...(kubeconfig !== undefined && { kubeconfig }),
    };
  }
}

/** Where a plan changes something: namespaces, and undefined for what belongs to the whole cluster. */
function placesOf({ changes }: Plan): (string | undefined)[] {
  return changes.flatMap(({ request }) => {
    const namespaces = namespacesTouched(request);
    return namespaces.length > 0 ? namespaces : [undefined];
  });
}

/** @throws HumanError the refusal, told of the activity; nothing has happened then */
function refuse(refusal: Message | undefined, activity: KnownActivity): void {
  if (refusal !== undefined) {
    throw inActivity(refusal, { pointer: activity.pointer, name: nameOf(activity) });
  }
}

/** What activities need and are not allowed; what can't be found out in time is left out. */
async function findForbidden(needing: Needing[], signal: AbortSignal): Promise<Forbidden[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(reviewLimit)]);
  try {
    const found = await Promise.all(
      needing.map(async ({ activity, client, accesses }) => {
        const needed = accesses.filter(({ optional }) => optional !== true);
        const answers = await reviewAccess(needed, client, limited);
        const { pointer } = activity;
        return answers
          .filter(({ allowed }) => allowed === 'no')
          .map(({ access }) => ({ pointer, name: nameOf(activity), access }));
      }),
    );
    return found.flat();
  } catch (error) {
    signal.throwIfAborted();
    if (!limited.aborted) {
      throw error;
    }
    return [];
  }
}
