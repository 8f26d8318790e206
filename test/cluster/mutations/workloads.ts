import type { KubeObject } from '../../../src/kubernetes/objects.ts';
import type { World } from '../parity/scenario.ts';
import { until } from '../support.ts';
import { emptyWorkload, manifest, newEmptyWorkload } from './inert.ts';
import type { Mutation } from './mutation.ts';

const sets = (ns: string) => [`/apis/apps/v1/namespaces/${ns}/statefulsets`];
const daemons = (ns: string) => [`/apis/apps/v1/namespaces/${ns}/daemonsets`];

/** A daemon set that no node takes. */
function emptyDaemonSet(name: string) {
  const object = emptyWorkload('DaemonSet', name);
  const { replicas: _, ...spec } = object.spec;
  return { ...object, spec };
}

async function newDaemonSet({ cluster, ns }: World, name: string): Promise<void> {
  const [path = ''] = daemons(ns);
  await cluster.api('POST', path, emptyDaemonSet(name));
  await until(`daemon set ${name} has been seen`, async () => {
    const found = await cluster.find<KubeObject & { status: { observedGeneration?: number } }>(
      `${path}/${name}`,
    );
    return found?.status.observedGeneration === 1;
  });
}

/** Actions of `chaosk8s.statefulset.actions` and `chaosk8s.daemonset.actions`. */
export const workloadMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.statefulset.actions.create_statefulset',
    async prepare(world) {
      return { ns: world.ns, spec_path: await manifest(world, emptyWorkload('StatefulSet', 'db')) };
    },
    state: sets,
    changes: ['create statefulsets.apps'],
  },
  {
    path: 'chaosk8s.statefulset.actions.remove_statefulset',
    async prepare(world) {
      await newEmptyWorkload(world, 'StatefulSet', 'db');
      return { ns: world.ns, name: 'db' };
    },
    state: sets,
    changes: ['delete statefulsets.apps'],
  },
  {
    path: 'chaosk8s.statefulset.actions.scale_statefulset',
    async prepare(world) {
      await newEmptyWorkload(world, 'StatefulSet', 'db');
      return { ns: world.ns, name: 'db', replicas: 1 };
    },
    state: sets,
    changes: ['patch statefulsets.apps'],
  },
  {
    path: 'chaosk8s.daemonset.actions.create_daemon_set',
    async prepare(world) {
      return { ns: world.ns, spec_path: await manifest(world, emptyDaemonSet('agent')) };
    },
    state: daemons,
    changes: ['create daemonsets.apps'],
  },
  {
    path: 'chaosk8s.daemonset.actions.delete_daemon_set',
    async prepare(world) {
      await newDaemonSet(world, 'agent');
      return { ns: world.ns, name: 'agent' };
    },
    state: daemons,
    changes: ['delete daemonsets.apps'],
  },
  {
    path: 'chaosk8s.daemonset.actions.update_daemon_set',
    async prepare(world) {
      await newDaemonSet(world, 'agent');
      const spec = { spec: { template: { spec: { terminationGracePeriodSeconds: 2 } } } };
      return { ns: world.ns, name: 'agent', spec };
    },
    state: daemons,
    changes: ['patch daemonsets.apps'],
  },
];
