import type { NodeRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';

interface ClusterNode extends KubeObject {
  spec?: { unschedulable?: boolean };
  status?: {
    conditions?: { type: string; status: string }[];
    nodeInfo?: { kubeletVersion?: string };
  };
}

/** Label whose end is a role of the node. */
const role = 'node-role.kubernetes.io/';

/** A node as a row. */
export function nodeRow(object: KubeObject): NodeRow {
  const { metadata, spec, status } = object as ClusterNode;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  return {
    uid: metadata.uid,
    name: metadata.name,
    ready,
    cordoned: spec?.unschedulable === true,
    roles: Object.keys(metadata.labels ?? {})
      .filter((label) => label.startsWith(role))
      .map((label) => label.slice(role.length))
      .sort(),
    version: status?.nodeInfo?.kubeletVersion ?? '',
    ...(metadata.creationTimestamp && { createdAt: metadata.creationTimestamp }),
  };
}
