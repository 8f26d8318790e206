import { emptyWorkload, manifest, newEmptyWorkload } from './inert.ts';
import type { Mutation } from './mutation.ts';

const deployments = (ns: string) => [`/apis/apps/v1/namespaces/${ns}/deployments`];

/** Actions of `chaosk8s.deployment.actions`. */
export const deploymentMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.deployment.actions.create_deployment',
    async prepare(world) {
      return {
        ns: world.ns,
        spec_path: await manifest(world, emptyWorkload('Deployment', 'made')),
      };
    },
    state: deployments,
    changes: ['create deployments.apps'],
  },
  {
    path: 'chaosk8s.deployment.actions.delete_deployment',
    async prepare(world) {
      await newEmptyWorkload(world, 'Deployment', 'back');
      return { ns: world.ns, name: 'back' };
    },
    state: deployments,
    changes: ['delete deployments.apps'],
  },
  {
    path: 'chaosk8s.deployment.actions.scale_deployment',
    async prepare(world) {
      await newEmptyWorkload(world, 'Deployment', 'back');
      return { ns: world.ns, name: 'back', replicas: 1 };
    },
    state: deployments,
    changes: ['patch deployments.apps'],
  },
  {
    path: 'chaosk8s.deployment.actions.rollout_deployment',
    async prepare(world) {
      await newEmptyWorkload(world, 'Deployment', 'back');
      return { ns: world.ns, name: 'back' };
    },
    state: deployments,
    changes: ['patch deployments.apps'],
  },
];
