import type { ClusterIdentity } from '../engine/events.ts';
import type { PreparedActivity } from '../engine/native.ts';
import type { Message } from '../messages/types.ts';
import type { ClusterClient } from './client.ts';
import type { PlannedFault } from './consent.ts';
import { entriesByPath } from './entries.ts';
import { accessToObserve } from './observation/access.ts';
import { type AccessAnswer, accessNeeded, reviewAccess } from './permissions.ts';
import type { Access, Plan } from './plan.ts';
import {
  implementation,
  type KnownActivity,
  nameOf,
  namespacesOf,
  Planner,
  type PlannerDeps,
  pathOf,
} from './planner.ts';
import { rehearse } from './rehearsal.ts';

/** What an activity would do and needs, without a run. Plain data. */
export interface ActivityPreview {
  pointer: string;
  name: string;
  /** `module.func` of the catalogue. */
  activity: string;
  kind: 'probe' | 'action';
  rollback: boolean;
  /** Missing where its cluster can't be reached, or it needs none. */
  cluster?: ClusterIdentity;
  /** Of an action on a cluster that was reached. */
  fault?: PlannedFault;
  /** Only where they were asked for. */
  access?: AccessAnswer[];
  /**
   * What a run would read beside it in its namespaces, where it may; only where that was asked for, of
   * the first activity in a namespace.
   */
  beside?: AccessAnswer[];
  /** Why the API server would refuse what was planned; only where it was asked. */
  refusals?: Message[];
}

/** How far a preview goes. */
export interface PreviewOptions {
  /** Also asks what is allowed, and has the requests rehearsed. */
  permissions: boolean;
  /** Only looks through this client; activities that lead to another cluster are left open. */
  client?: ClusterClient;
}

/**
 * What the activities of an experiment would hit now, through the very plans that a run makes.
 * @throws HumanError what is wrong with a kubeconfig or context that was asked for by name
 */
export async function previewActivities(
  activities: readonly PreparedActivity[],
  deps: PlannerDeps,
  { permissions, client }: PreviewOptions,
): Promise<ActivityPreview[]> {
  const { signal } = deps;
  const planner = new Planner(deps);
  try {
    const entries = entriesByPath();
    const known = activities.flatMap((activity) => {
      const entry = entries.get(`${activity.module}.${activity.func}`);
      return entry === undefined ? [] : [{ ...activity, entry }];
    });
    const clients =
      client === undefined
        ? await planner.open(known, signal)
        : known.map(({ secrets }) => (redirects(secrets) ? undefined : client));
    const previews: ActivityPreview[] = [];
    const watched = new Set<string>();
    for (const [index, activity] of known.entries()) {
      const made = await preview(activity, clients[index], planner, permissions, signal, watched);
      previews.push(made);
    }
    return previews;
  } finally {
    planner.close();
  }
}

/** Secrets may lead to another cluster than the one that is open. */
function redirects(secrets: PreparedActivity['secrets']): boolean {
  return Object.keys(secrets).some((name) => name.startsWith('KUBERNETES_'));
}

async function preview(
  activity: KnownActivity,
  client: ClusterClient | undefined,
  planner: Planner,
  permissions: boolean,
  signal: AbortSignal,
  watched: Set<string>,
): Promise<ActivityPreview> {
  const { entry, pointer, rollback, arguments: args } = activity;
  const what = implementation(entry);
  const about: ActivityPreview = {
    pointer,
    name: nameOf(activity),
    activity: pathOf(entry),
    kind: entry.kind,
    rollback,
  };
  let plan: Plan | undefined;
  if (what.kind === 'action' && client !== undefined) {
    const planned = await planner.fault(activity, what, client, signal);
    about.fault = planned.fault;
    plan = planned.plan;
  }
  if (client !== undefined && what.kind !== 'offline') {
    about.cluster = client.identity;
  }
  if (!permissions) {
    return about;
  }
  const needed = accessNeeded(what, args, plan);
  const of = (namespace: string) => JSON.stringify([client?.identity.id, namespace]);
  const namespaces = what.kind === 'offline' ? [] : namespacesOf(activity);
  const fresh = namespaces.filter((namespace) => !watched.has(of(namespace)));
  fresh.forEach((namespace) => void watched.add(of(namespace)));
  const answered = async (some: Access[]): Promise<AccessAnswer[]> =>
    client === undefined
      ? some.map((each) => ({ access: each, allowed: 'unknown' }))
      : reviewAccess(some, client, signal);
  const access = await answered(needed);
  const beside = await answered(accessToObserve(fresh));
  const answers = { access, ...(beside.length > 0 && { beside }) };
  if (client === undefined) {
    return { ...about, ...answers };
  }
  const refusals = plan === undefined ? [] : await rehearse(plan, client, signal);
  return { ...about, ...answers, refusals };
}
