import type { Log } from '../../engine/log.ts';
import type { HumanError } from '../../messages/error.ts';
import { inParallel } from '../activities/common/parallel.ts';
import { objectPath } from '../activities/common/resources.ts';
import { statusOf } from '../errors.ts';
import { controllerOf, type KubeObject } from '../objects.ts';
import type { PlannedRequest } from '../plan.ts';

import type { Memory } from './memory.ts';
import { refusal } from './refusal.ts';
import { workloadOf } from './workload.ts';

/** Annotation by which a team keeps an object, a workload with its pods or a namespace out. */
export const optOutAnnotation = 'chaos-workbench/opt-out';

/** Kinds of workloads that are looked at, with what RBAC calls them. */
const workloads: Readonly<Record<string, { group: string; version: string; plural: string }>> = {
  Deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  ReplicaSet: { group: 'apps', version: 'v1', plural: 'replicasets' },
  StatefulSet: { group: 'apps', version: 'v1', plural: 'statefulsets' },
  DaemonSet: { group: 'apps', version: 'v1', plural: 'daemonsets' },
  Job: { group: 'batch', version: 'v1', plural: 'jobs' },
};

/** Something that may carry the annotation, and which target it would protect. */
interface Carrier {
  /** As people know it: `namespace shop`, `Deployment front`. */
  where: string;
  what: string;
  path: string;
}

/**
 * Whether a target has opted out: itself, by the pods it would make, by its workload, or by its
 * namespace. A workload or namespace that may not be read counts as one that has not opted out, and
 * the log says so.
 */
export async function optOutRefusal(
  requests: readonly PlannedRequest[],
  memory: Memory,
  log: Log,
  signal: AbortSignal,
): Promise<HumanError | undefined> {
  const carriers = new Map<string, Carrier>();
  for (const { target, object } of await targetsRead(requests, memory, signal)) {
    const what = `${target.kind} ${target.name}`;
    if (object !== undefined && [ownOf(object), templateOf(object)].some(hasOptedOut)) {
      return refusal('opt-out', { what, where: what, annotation: optOutAnnotation });
    }
    const around = [
      ...(object === undefined ? [] : ownersOf(object, what)),
      ...(target.namespace === undefined ? [] : [namespaceOf(target.namespace, what)]),
    ];
    for (const carrier of around) {
      carriers.set(carrier.path, carriers.get(carrier.path) ?? carrier);
    }
  }
  const found = await inParallel([...carriers.values()], async (carrier) => {
    const object = await read(carrier, memory, log, signal);
    return object !== undefined && hasOptedOut(object) ? carrier : undefined;
  });
  const carrier = found.find((each) => each !== undefined);
  return (
    carrier &&
    refusal('opt-out', {
      what: carrier.what,
      where: carrier.where,
      annotation: optOutAnnotation,
    })
  );
}

/** The objects that are there already; what is yet to be created has only its namespace. */
async function targetsRead(
  requests: readonly PlannedRequest[],
  memory: Memory,
  signal: AbortSignal,
) {
  return inParallel(requests, async ({ target, path, subresource }) => {
    if (target.uid === undefined) {
      return { target, object: undefined };
    }
    const own = subresource === undefined ? path : path.slice(0, path.lastIndexOf('/'));
    return { target, object: memory.seen.get(target.uid) ?? (await memory.get(own, signal)) };
  });
}

async function read(
  { where, path }: Carrier,
  memory: Memory,
  log: Log,
  signal: AbortSignal,
): Promise<KubeObject | undefined> {
  try {
    return await memory.get(path, signal);
  } catch (error) {
    if (statusOf(error) !== 403) {
      throw error;
    }
    log('INFO', `Whether ${where} has opted out of experiments is not known: it may not be read`);
    return undefined;
  }
}

/** The value is `true` as people write it; only what says no is none. */
function hasOptedOut(object: Pick<KubeObject, 'metadata'> | undefined): boolean {
  const value = object?.metadata?.annotations?.[optOutAnnotation];
  return value !== undefined && !/^(false|no|0|)$/i.test(value.trim());
}

/** A Deployment's ReplicaSet keeps copies of its annotations, also when they are gone there. */
function ownOf(object: KubeObject): KubeObject | undefined {
  return controllerOf(object)?.kind === 'Deployment' ? undefined : object;
}

/** The pods that a workload makes. */
function templateOf({ spec }: KubeObject): Pick<KubeObject, 'metadata'> | undefined {
  return (spec as { template?: Pick<KubeObject, 'metadata'> } | undefined)?.template;
}

function ownersOf(object: KubeObject, what: string): Carrier[] {
  const owner = workloadOf(object);
  const kind = owner && workloads[owner.kind];
  if (owner === undefined || kind === undefined) {
    return [];
  }
  const path = objectPath(kind, object.metadata.namespace, owner.name);
  return [{ what, where: `${owner.kind} ${owner.name}`, path }];
}

function namespaceOf(namespace: string, what: string): Carrier {
  const kind = { group: '', version: 'v1', plural: 'namespaces' };
  return { what, where: `namespace ${namespace}`, path: objectPath(kind, undefined, namespace) };
}
