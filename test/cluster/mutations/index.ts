import { chaosMeshMutations } from './chaosmesh.ts';
import { crdMutations } from './crd.ts';
import { deploymentMutations } from './deployment.ts';
import { legacyMutations } from './legacy.ts';
import type { Mutation } from './mutation.ts';
import { nodeMutations } from './node.ts';
import { podMutations } from './pod.ts';
import { replicaSetMutations } from './replicaset.ts';
import { serviceMutations } from './service.ts';
import { thingMutations } from './things.ts';
import { workloadMutations } from './workloads.ts';

/** Every action that changes something. */
export const mutations: readonly Mutation[] = [
  ...chaosMeshMutations,
  ...crdMutations,
  ...deploymentMutations,
  ...legacyMutations,
  ...nodeMutations,
  ...podMutations,
  ...replicaSetMutations,
  ...serviceMutations,
  ...thingMutations,
  ...workloadMutations,
];
