import type { JsonObject } from '../../../src/experiment/json.ts';
import { installChaosMesh } from '../chaos-mesh.ts';
import type { Mutation } from './mutation.ts';

type Part = 'network' | 'stress';

const pathOf = (part: Part, ns: string) =>
  `/apis/chaos-mesh.org/v1alpha1/namespaces/${ns}/${part}chaos`;

/** An action that creates a fault. */
function creates(part: Part, func: string, args: JsonObject): Mutation {
  return {
    path: `chaosk8s.chaosmesh.${part}.actions.${func}`,
    async prepare({ cluster, ns, test }) {
      await installChaosMesh(cluster, test);
      return { ns, name: 'new', label_selectors: 'app=web', ...args };
    },
    state: (ns) => [pathOf(part, ns)],
    changes: [`create ${part}chaos.chaos-mesh.org`],
  };
}

/** An action that deletes a fault. */
function deletes(part: Part, func: string, kind: string, spec: JsonObject): Mutation {
  return {
    path: `chaosk8s.chaosmesh.${part}.actions.${func}`,
    async prepare({ cluster, ns, test }) {
      await installChaosMesh(cluster, test);
      await cluster.api('POST', pathOf(part, ns), {
        apiVersion: 'chaos-mesh.org/v1alpha1',
        kind,
        metadata: { name: 'old' },
        spec: { mode: 'one', selector: {}, ...spec },
      });
      return { ns, name: 'old' };
    },
    state: (ns) => [pathOf(part, ns)],
    changes: [`delete ${part}chaos.chaos-mesh.org`],
  };
}

/** Actions of `chaosk8s.chaosmesh`. */
export const chaosMeshMutations: readonly Mutation[] = [
  creates('network', 'add_latency', { latency: '10ms' }),
  creates('network', 'set_loss', { loss: '10' }),
  creates('network', 'duplicate_packets', { duplicate: '10' }),
  creates('network', 'corrupt_packets', { corrupt: '10' }),
  creates('network', 'reorder_packets', { reorder: '25' }),
  creates('network', 'set_bandwidth', { rate: '1mbps', limit: 100, buffer: 100 }),
  deletes('network', 'delete_network_fault', 'NetworkChaos', {
    action: 'loss',
    loss: { loss: '10' },
  }),
  creates('stress', 'stress_cpu', { workers: 1, load: 50 }),
  creates('stress', 'stress_memory', { workers: 1, size: '10MB' }),
  deletes('stress', 'delete_stressor', 'StressChaos', { duration: '30s' }),
];
