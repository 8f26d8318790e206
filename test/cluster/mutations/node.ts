import type { JsonObject } from '../../../src/experiment/json.ts';
import {
  deployOnto,
  newNodes,
  nodeLabel,
  nodesPath,
  playKubelet,
  setCordoned,
} from '../node-support.ts';
import type { World } from '../parity/scenario.ts';
import type { Mutation } from './mutation.ts';

const state = (ns: string) => [nodesPath(ns)];
const nodes = ({ cluster, ns, test }: World, ...parts: string[]) =>
  newNodes(cluster, ns, test, parts);
const ofWorld = ({ ns }: World): JsonObject => ({ label_selector: `${nodeLabel}=${ns}` });

/** Actions of `chaosk8s.node.actions`. */
export const nodeMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.node.actions.cordon_node',
    async prepare(world) {
      await nodes(world, 'a', 'b');
      return ofWorld(world);
    },
    state,
    changes: ['patch nodes', 'patch nodes'],
  },
  {
    path: 'chaosk8s.node.actions.uncordon_node',
    async prepare(world) {
      await nodes(world, 'a', 'b');
      await setCordoned(world.cluster, `${world.ns}-b`, true);
      return ofWorld(world);
    },
    state,
    changes: ['patch nodes'],
  },
  {
    path: 'chaosk8s.node.actions.create_node',
    async prepare(world) {
      await nodes(world);
      const { ns } = world;
      return { meta: { name: `${ns}-made`, labels: { [nodeLabel]: ns } } };
    },
    state,
    changes: ['create nodes'],
    clusterWide: true,
  },
  {
    path: 'chaosk8s.node.actions.delete_nodes',
    async prepare(world) {
      await nodes(world, 'a', 'b', 'c');
      return { ...ofWorld(world), count: 2 };
    },
    state,
    changes: ['delete nodes', 'delete nodes'],
  },
  {
    path: 'chaosk8s.node.actions.drain_nodes',
    async prepare(world) {
      const { cluster, ns, test } = world;
      await nodes(world, 'a');
      playKubelet(cluster, ns, test);
      await deployOnto(cluster, ns, 'web', 2, { terminationGracePeriodSeconds: 1 });
      return ofWorld(world);
    },
    state,
    changes: ['patch nodes', 'create pods/eviction', 'create pods/eviction'],
    harmlessTwice: ['patch nodes'],
    watches: true,
    seconds: 3,
  },
];
