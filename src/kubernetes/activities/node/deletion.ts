import type { JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import type { KubeObject } from '../../objects.ts';
import { type Reader, targetsOf } from '../../plan.ts';
import { flag, optionalWhole } from '../common/arguments.ts';
import { applyChanges, type Deletion, planDeletions } from '../common/deletion.ts';
import { inParallel } from '../common/parallel.ts';
import { collectionPath, nodes, pods, toList } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import { listIfAllowed } from '../common/warnings.ts';
import { textFlags } from '../pod/selection.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import {
  type Chosen,
  drawNodes,
  matchingNodes,
  nodesUnscoped,
  toSelectNodes,
} from './selection.ts';

/** `delete_nodes`: gives the names of the deleted nodes. */
export const deleteNodes: KubernetesAction = {
  kind: 'action',
  unscoped: nodesUnscoped,
  access: (args) => [...toSelectNodes(args), { ...toList(pods, undefined), optional: true }],
  async plan(args, reader, context) {
    const grace = optionalWhole(args, 'grace_period_seconds');
    const chosen = await choose(args, reader, context);
    const plan = planDeletions(
      nodes,
      chosen.nodes.map(nodeDeletion),
      [...textFlags(args, ['all', 'rand']), ...(await carried(chosen.nodes, reader, context))],
      grace === undefined ? {} : { gracePeriodSeconds: grace },
    );
    return { ...plan, ...(chosen.matched !== undefined && { matched: chosen.matched }) };
  },
  async execute(plan, client, context) {
    await applyChanges(plan.changes, 'deleted', client, context);
    return targetsOf(plan).map(({ name }) => name);
  },
};

/** All that match with `all`, one or some of them at random, or the first. */
async function choose(args: JsonObject, reader: Reader, context: PlanContext): Promise<Chosen> {
  const matching = await matchingNodes(args, reader, context);
  const count = optionalWhole(args, 'count') ?? 0;
  if (flag(args, 'all', false)) {
    return { nodes: matching };
  }
  if (flag(args, 'rand', false) || count > 0) {
    return drawNodes(matching, flag(args, 'rand', false) ? 1 : count, context);
  }
  return { nodes: matching.slice(0, 1) };
}

/** A node's object can be made again, but not what its machine does. */
function nodeDeletion(object: KubeObject): Deletion {
  const args = { name: object.metadata.name };
  return {
    object,
    inverse: recreate(nodes, object),
    undo: { grade: 'partial', reason: { code: 'kubernetes.undo-node', args } },
  };
}

/** Says which nodes carry pods, which nobody drains. */
async function carried(
  found: readonly KubeObject[],
  reader: Reader,
  context: PlanContext,
): Promise<Message[]> {
  const path = collectionPath(pods, undefined);
  const warnings = await inParallel(found, async ({ metadata: { name } }) => {
    const query = { fieldSelector: `spec.nodeName=${name}` };
    const count = (await listIfAllowed(reader, path, context.signal, query)).length;
    return count === 0 ? [] : [{ code: 'kubernetes.warn-node-pods', args: { name, count } }];
  });
  return warnings.flat();
}
