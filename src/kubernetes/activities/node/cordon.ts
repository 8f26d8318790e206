import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import type { Change, PlannedRequest } from '../../plan.ts';
import { applyChanges } from '../common/deletion.ts';
import { about, nodes, objectPath, targetOf } from '../common/resources.ts';
import type { KubernetesAction } from '../types.ts';
import { isCordoned } from './node.ts';
import { matchingNodes, nodesUnscoped, toSelectNodes } from './selection.ts';

/** An action that lets nodes take new pods or not; it gives their names, also of those that are so already. */
function scheduling(cordoned: boolean): KubernetesAction {
  return {
    kind: 'action',
    unscoped: nodesUnscoped,
    access: toSelectNodes,
    async plan(args, reader, context) {
      const found = await matchingNodes(args, reader, context);
      return {
        changes: found.flatMap((node) => schedulingChange(node, cordoned)),
        warnings: [],
        details: { nodes: found.map(({ metadata }) => metadata.name) },
      };
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'patched', client, context);
      return (plan.details as { nodes: string[] }).nodes;
    },
  };
}

/** `cordon_node` */
export const cordonNode = scheduling(true);

/** `uncordon_node` */
export const uncordonNode = scheduling(false);

/** What has to be changed so that a node takes no new pods, or takes them; nothing where it is so. */
export function schedulingChange(node: KubeObject, cordoned: boolean): Change[] {
  return isCordoned(node) === cordoned
    ? []
    : [
        {
          request: patch(node, cordoned),
          inverse: [patch(node, !cordoned)],
          undo: { grade: 'exact' },
        },
      ];
}

/** The uid refuses a namesake that was registered since. */
function patch(node: KubeObject, cordoned: boolean): PlannedRequest {
  const { name, uid } = node.metadata;
  // The server does not keep a false, so that what is not cordoned has no such field.
  const spec: JsonObject = { unschedulable: cordoned || null };
  return {
    method: 'PATCH',
    path: objectPath(nodes, undefined, name),
    contentType: 'application/merge-patch+json',
    body: { metadata: { uid }, spec },
    ...about(nodes, targetOf(nodes, node), 'patch'),
  };
}
