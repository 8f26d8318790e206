import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Seed, SeedKind } from './seed.ts';

/** What can be done to a workload. Words for each are in the messages, as `create.fault.…`. */
export type SeedFault = 'pod' | 'pods' | 'gone' | 'scale' | 'restart' | 'delete' | 'suspend';

const offered: Readonly<Record<SeedKind, readonly SeedFault[]>> = {
  Deployment: ['pod', 'scale', 'delete', 'pods', 'restart'],
  StatefulSet: ['pod', 'scale', 'delete', 'pods'],
  DaemonSet: ['pod', 'delete', 'pods'],
  ReplicaSet: ['pod', 'delete', 'pods'],
  Job: ['pod'],
  CronJob: ['suspend', 'delete'],
  Pod: ['gone'],
};

/** The faults for a workload, the mildest first. */
export function faultsFor({ kind, selector }: Pick<Seed, 'kind' | 'selector'>): SeedFault[] {
  return offered[kind].filter((fault) => selector !== '' || (fault !== 'pod' && fault !== 'pods'));
}

/** Module, function and arguments of an activity of `chaosk8s`. */
export interface Call {
  module: string;
  func: string;
  arguments: JsonObject;
}

const call = (module: string, func: string, args: JsonObject): Call => ({
  module: `chaosk8s.${module}`,
  func,
  arguments: args,
});

/** Seconds until controllers have seen a fault, and pods of a usual kind are there again. */
const pauses: Readonly<Record<Exclude<SeedFault, 'gone'>, number>> = {
  pod: 5,
  pods: 5,
  scale: 10,
  restart: 5,
  delete: 10,
  suspend: 2,
};

/** Seconds a pod without a probe that waits for it is given to be replaced. */
const replacing = 15;

/** Seconds after the fault, until the steady state is looked at again; 0 where a probe waits. */
export function pauseAfter(seed: Seed, fault: SeedFault): number {
  if (fault === 'gone') {
    return graceOf(seed) + 5;
  }
  if (missingCall(seed, fault) !== undefined) {
    return 0;
  }
  const waitsFor = seed.kind !== 'ReplicaSet' && seed.kind !== 'Job';
  return fault === 'delete' || waitsFor ? pauses[fault] : replacing;
}

/**
 * The probe that waits until a fault shows. A StatefulSet and a DaemonSet count a pod that is being
 * deleted as ready until it is gone, and only then replace it; looked at before, all would be well.
 */
export function missingCall(seed: Seed, fault: SeedFault): Call | undefined {
  const { kind, name, namespace: ns } = seed;
  const args = { name, ns, timeout: graceOf(seed) + 5 };
  if (fault !== 'pod' && fault !== 'pods') {
    return undefined;
  }
  switch (kind) {
    case 'StatefulSet':
      return call('statefulset.probes', 'statefulset_not_fully_available', {
        ...args,
        raise_on_fully_available: false,
      });
    case 'DaemonSet':
      return call('daemonset.probes', 'daemon_set_not_fully_available', args);
    default:
      return undefined;
  }
}

/** Seconds its pods are given to end, 30 where they don't say. */
function graceOf({ kind, manifest }: Seed): number {
  const path = kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
  const spec = path.reduce<Json>((at, key) => (isObject(at) ? (at[key] ?? null) : null), manifest);
  const grace = isObject(spec) ? spec['terminationGracePeriodSeconds'] : undefined;
  return typeof grace === 'number' ? grace : 30;
}

/** The action that does it. */
export function faultCall(seed: Seed, fault: SeedFault): Call {
  const { name, namespace: ns, selector } = seed;
  switch (fault) {
    case 'gone':
      return call('pod.actions', 'terminate_pods', { name_pattern: `^${escaped(name)}$`, ns });
    case 'pod':
      return call('pod.actions', 'terminate_pods', { label_selector: selector, qty: 1, ns });
    case 'pods':
      return call('pod.actions', 'terminate_pods', { label_selector: selector, all: true, ns });
    case 'scale':
      return scaled(seed, 0);
    case 'restart':
      return call('deployment.actions', 'rollout_deployment', { name, ns });
    case 'suspend':
      return suspended(seed, true);
    default:
      return deletion(seed);
  }
}

function deletion({ kind, name, namespace: ns }: Seed): Call {
  switch (kind) {
    case 'Deployment':
      return call('deployment.actions', 'delete_deployment', { name, ns });
    case 'StatefulSet':
      return call('statefulset.actions', 'remove_statefulset', { name, ns });
    case 'DaemonSet':
      return call('daemonset.actions', 'delete_daemon_set', { name, ns });
    case 'ReplicaSet':
      return call('replicaset.actions', 'delete_replica_set', { name, ns });
    default:
      return call('crd.actions', 'delete_custom_object', { ...typeOf(kind), name, ns });
  }
}

/** The action that puts it back; undefined where the cluster does so by itself, or nothing can. */
export function rollbackCall(seed: Seed, fault: SeedFault): Call | undefined {
  const { kind, namespace: ns, manifest } = seed;
  switch (fault) {
    case 'scale':
      return scaled(seed, seed.replicas);
    case 'suspend':
      return suspended(seed, false);
    case 'delete': {
      // What looks like a variable in a manifest would be filled in when the rollback is played.
      const plain = !JSON.stringify(manifest).includes('${');
      return plain
        ? call('crd.actions', 'create_custom_object', { ...typeOf(kind), ns, resource: manifest })
        : undefined;
    }
    default:
      return undefined;
  }
}

/** How activities of `chaosk8s.crd` name a kind. */
export function typeOf(kind: SeedKind): { group: string; version: string; plural: string } {
  const group = kind === 'Job' || kind === 'CronJob' ? 'batch' : 'apps';
  return { group, version: 'v1', plural: plurals[kind] };
}

const plurals: Readonly<Record<SeedKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ReplicaSet: 'replicasets',
  Job: 'jobs',
  CronJob: 'cronjobs',
  Pod: 'pods',
};

function scaled({ kind, name, namespace: ns }: Seed, replicas: number): Call {
  return kind === 'StatefulSet'
    ? call('statefulset.actions', 'scale_statefulset', { name, replicas, ns })
    : call('deployment.actions', 'scale_deployment', { name, replicas, ns });
}

function suspended({ kind, name, namespace: ns }: Seed, suspend: boolean): Call {
  const resource = [{ op: 'add', path: '/spec/suspend', value: suspend }];
  return call('crd.actions', 'patch_custom_object', { ...typeOf(kind), name, ns, resource });
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
