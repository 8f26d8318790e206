import type { KubeObject } from '../../objects.ts';

/** What the activities read of a node. */
export interface Node extends KubeObject {
  spec?: { unschedulable?: boolean };
  status?: { conditions?: { type: string; status: string }[] };
}

/** Whether a node takes no new pods. */
export function isCordoned(node: Node): boolean {
  return node.spec?.unschedulable === true;
}
