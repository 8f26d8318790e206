import type { JsonObject } from '../json.ts';
import type { Seed, SeedKind } from './seed.ts';

/** What can be done to a workload. Words for each are in the messages, as `create.fault.…`. */
export type SeedFault = 'pod' | 'pods' | 'scale' | 'restart' | 'delete' | 'suspend';

const offered: Readonly<Record<SeedKind, readonly SeedFault[]>> = {
  Deployment: ['pod', 'scale', 'delete', 'pods', 'restart'],
  StatefulSet: ['pod', 'scale', 'delete', 'pods'],
  DaemonSet: ['pod', 'delete', 'pods'],
  ReplicaSet: ['pod', 'delete', 'pods'],
  Job: ['pod'],
  CronJob: ['suspend', 'delete'],
  Pod: ['pod'],
};

/** The faults for a workload, the mildest first. */
export function faultsFor({ kind, selector }: Pick<Seed, 'kind' | 'selector'>): SeedFault[] {
  const bySelector = kind !== 'Pod' && kind !== 'CronJob';
  return offered[kind].filter(
    (fault) => !bySelector || selector !== '' || (fault !== 'pod' && fault !== 'pods'),
  );
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

/** Seconds after the fault, until the steady state is looked at again. */
export const pauseAfter: Readonly<Record<SeedFault, number>> = {
  pod: 5,
  pods: 5,
  scale: 10,
  restart: 5,
  delete: 10,
  suspend: 2,
};

/** The action that does it. */
export function faultCall(seed: Seed, fault: SeedFault): Call {
  const { kind, name, namespace: ns, selector } = seed;
  switch (fault) {
    case 'pod':
      return kind === 'Pod'
        ? call('pod.actions', 'terminate_pods', { name_pattern: `^${escaped(name)}$`, ns })
        : call('pod.actions', 'terminate_pods', { label_selector: selector, qty: 1, ns });
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
      return call('crd.actions', 'delete_custom_object', { ...cronJobs, name, ns });
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
      const type =
        kind === 'CronJob' ? cronJobs : { group: 'apps', version: 'v1', plural: plurals[kind] };
      return plain
        ? call('crd.actions', 'create_custom_object', { ...type, ns, resource: manifest })
        : undefined;
    }
    default:
      return undefined;
  }
}

const cronJobs = { group: 'batch', version: 'v1', plural: 'cronjobs' };

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

function suspended({ name, namespace: ns }: Seed, suspend: boolean): Call {
  const resource = [{ op: 'add', path: '/spec/suspend', value: suspend }];
  return call('crd.actions', 'patch_custom_object', { ...cronJobs, name, ns, resource });
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
