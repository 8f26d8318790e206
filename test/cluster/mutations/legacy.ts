import { deploymentMutations } from './deployment.ts';
import { newEmptyWorkload, pendingPod } from './inert.ts';
import type { Mutation } from './mutation.ts';
import { serviceMutations } from './service.ts';

/** Older names whose activities do the same as others. */
const same: Readonly<Record<string, string>> = {
  'chaosk8s.deployment.actions.create_deployment': 'chaosk8s.actions.start_microservice',
  'chaosk8s.deployment.actions.scale_deployment': 'chaosk8s.actions.scale_microservice',
  'chaosk8s.service.actions.delete_service': 'chaosk8s.actions.remove_service_endpoint',
};

/** Actions of `chaosk8s.actions`. */
export const legacyMutations: readonly Mutation[] = [
  ...[...deploymentMutations, ...serviceMutations].flatMap((mutation) => {
    const path = same[mutation.path];
    return path === undefined ? [] : [{ ...mutation, path }];
  }),
  {
    path: 'chaosk8s.actions.kill_microservice',
    async prepare(world) {
      const labels = { name: 'front' };
      await newEmptyWorkload(world, 'Deployment', 'front', labels);
      // Of its own, for what belongs to the deployment is also taken by the garbage collector.
      await newEmptyWorkload(world, 'ReplicaSet', 'front', labels);
      await pendingPod(world, 'front', labels);
      return { ns: world.ns, name: 'front' };
    },
    state: (ns) => [
      `/apis/apps/v1/namespaces/${ns}/deployments`,
      `/apis/apps/v1/namespaces/${ns}/replicasets`,
      `/api/v1/namespaces/${ns}/pods`,
    ],
    changes: ['delete deployments.apps', 'delete replicasets.apps', 'delete pods'],
  },
];
