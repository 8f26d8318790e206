import {
  deployOnto,
  newBudget,
  newNodes,
  nodeLabel,
  ontoNodesOf,
  playKubelet,
} from '../node-support.ts';
import type { World } from './scenario.ts';

/** One node that is well, one that is not, and one of which nothing is known. */
export async function nodesToProbe({ cluster, ns, test }: World): Promise<void> {
  await newNodes(cluster, ns, test, ['a', 'b']);
  await cluster.api(
    'PATCH',
    `/api/v1/nodes/${ns}-b/status`,
    { status: { conditions: [{ type: 'MemoryPressure', status: 'True' }] } },
    'application/strategic-merge-patch+json',
  );
  await cluster.api('POST', '/api/v1/nodes', {
    metadata: { name: `${ns}-unknown`, labels: { [nodeLabel]: ns, part: 'unknown' } },
  });
}

/** Nodes that carry nothing. */
export async function nodesToChange({ cluster, ns, test }: World): Promise<void> {
  await newNodes(cluster, ns, test, ['a', 'b', 'c', 'd']);
}

/** Nodes that carry pods of all kinds, each what its name says. */
export async function nodesToDrain({ cluster, ns, test }: World): Promise<void> {
  await newNodes(cluster, ns, test, ['empty', 'web', 'held', 'bare', 'local']);
  playKubelet(cluster, ns, test);
  const volumes = [{ name: 'data', emptyDir: {} }];
  await Promise.all([
    deployOnto(cluster, ns, 'web', 2, { part: 'web' }),
    deployOnto(cluster, ns, 'held', 1, { part: 'held' }),
    deployOnto(cluster, ns, 'local', 1, { part: 'local', volumes }),
  ]);
  await newBudget(cluster, ns, 'held', 1);
  await cluster.api('POST', `/api/v1/namespaces/${ns}/pods`, {
    metadata: { name: 'bare' },
    spec: { ...ontoNodesOf(ns), nodeName: `${ns}-bare` },
  });
}
