import { newEmptyWorkload } from './inert.ts';
import type { Mutation } from './mutation.ts';

/** Actions of `chaosk8s.replicaset.actions`. */
export const replicaSetMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.replicaset.actions.delete_replica_set',
    async prepare(world) {
      await newEmptyWorkload(world, 'ReplicaSet', 'back');
      return { ns: world.ns, name: 'back' };
    },
    state: (ns) => [`/apis/apps/v1/namespaces/${ns}/replicasets`],
    changes: ['delete replicasets.apps'],
  },
];
