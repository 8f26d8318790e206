import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { KubeObject } from '../../objects.ts';
import type { Reader } from '../../plan.ts';
import { flag, optionalWhole, seconds } from '../common/arguments.ts';
import { fullName, someOf } from '../common/names.ts';
import { inParallel } from '../common/parallel.ts';
import { collectionPath, pods, toWait } from '../common/resources.ts';
import { toSeeBudgets } from '../common/warnings.ts';
import type { Pod } from '../pod/pod.ts';
import { textFlags } from '../pod/selection.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import { schedulingChange } from './cordon.ts';
import { drainWarnings } from './drain-warnings.ts';
import { type DrainDetails, drain } from './draining.ts';
import { type Drained, eviction, fateOf } from './eviction.ts';
import {
  type Chosen,
  drawNodes,
  matchingNodes,
  nodesUnscoped,
  toSelectNodes,
} from './selection.ts';

/**
 * `drain_nodes`: cordons nodes, evicts their pods and waits until those are gone. It gives the names
 * of the nodes.
 */
export const drainNodes: KubernetesAction = {
  kind: 'action',
  unscoped: nodesUnscoped,
  access: (args) => [...toSelectNodes(args), ...toWait(pods, undefined), toSeeBudgets(undefined)],
  async plan(args, reader, context) {
    const limit = seconds(args, 'timeout', 120);
    const withLocalStorage = flag(args, 'delete_pods_with_local_storage', false);
    const { nodes } = await choose(args, reader, context);
    const drained = await podsOf(nodes, withLocalStorage, reader, context);
    refuseUnmanaged(drained);
    const evicted = drained.filter(({ fate }) => fate === 'evicted');
    const details: DrainDetails = {
      nodes: nodes.map(({ metadata }) => metadata.name),
      pods: drained
        .filter(({ fate }) => fate === 'evicted' || fate === 'ending')
        .map(({ node, pod: { metadata } }) => ({
          node,
          namespace: metadata.namespace ?? 'default',
          name: metadata.name,
          uid: metadata.uid,
        })),
      seconds: limit,
    };
    return {
      changes: [
        ...nodes.flatMap((node) => schedulingChange(node, true)),
        ...evicted.map(({ pod }) => eviction(pod)),
      ],
      warnings: [
        ...textFlags(args, ['delete_pods_with_local_storage']),
        ...(await drainWarnings(drained, limit, reader, context.signal)),
      ],
      details: details as unknown as JsonObject,
    };
  },
  async execute(plan, client, context) {
    const details = plan.details as unknown as DrainDetails;
    await drain(plan.changes, details, client, context);
    return details.nodes;
  },
};

async function choose(args: JsonObject, reader: Reader, context: PlanContext): Promise<Chosen> {
  const count = optionalWhole(args, 'count');
  const matching = await matchingNodes(args, reader, context);
  return count === undefined ? { nodes: matching } : drawNodes(matching, count, context);
}

/** Every pod of the nodes. */
async function podsOf(
  nodes: readonly KubeObject[],
  withLocalStorage: boolean,
  reader: Reader,
  context: PlanContext,
): Promise<Drained[]> {
  const path = collectionPath(pods, undefined);
  const found = await inParallel(nodes, async ({ metadata: { name: node } }) => {
    const query = { fieldSelector: `spec.nodeName=${node}` };
    const { items } = await reader.list(path, query, context.signal);
    return (items as Pod[]).map((pod) => ({ node, pod, fate: fateOf(pod, withLocalStorage) }));
  });
  return found.flat();
}

/** Nothing is touched where a pod would be lost: the original finds it half-way through. */
function refuseUnmanaged(drained: readonly Drained[]): void {
  const unmanaged = drained.filter(({ fate }) => fate === 'unmanaged');
  if (unmanaged.length > 0) {
    throw new HumanError('kubernetes.drain-unmanaged', {
      count: unmanaged.length,
      names: someOf(unmanaged.map(({ pod }) => fullName(pod.metadata))),
    });
  }
}
