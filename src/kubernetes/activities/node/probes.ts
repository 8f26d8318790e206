import type { Json, JsonObject } from '../../../experiment/json.ts';
import type { ClusterClient } from '../../client.ts';
import type { KubeObject } from '../../objects.ts';
import { optionalText, text } from '../common/arguments.ts';
import { collectionPath, nodes, toList } from '../common/resources.ts';
import type { KubernetesProbe, ProbeContext } from '../types.ts';
import type { Node } from './node.ts';

function listNodes(args: JsonObject, client: ClusterClient, context: ProbeContext) {
  const labelSelector = optionalText(args, 'label_selector') || undefined;
  return client.list(collectionPath(nodes, undefined), { labelSelector }, context.signal);
}

/** A probe of the nodes with a label, or of all. */
function ofNodes(
  judge: (found: Node[], args: JsonObject, resourceVersion: string) => Json,
): KubernetesProbe {
  return {
    kind: 'probe',
    access: () => [toList(nodes, undefined)],
    async run(args, client, context) {
      const { items, resourceVersion } = await listNodes(args, client, context);
      return judge(items as Node[], args, resourceVersion);
    },
  };
}

/** A node's conditions by type. */
function conditionsOf(node: Node): Record<string, string> {
  const conditions = node.status?.conditions ?? [];
  return Object.fromEntries(conditions.map(({ type, status }) => [type, status]));
}

/** `get_nodes`: the list as the API server gives it. */
export const getNodes = ofNodes((found, _args, resourceVersion) => ({
  kind: 'NodeList',
  apiVersion: 'v1',
  metadata: { resourceVersion },
  items: found.map(asMember),
}));

/** Members of a list carry no kind of their own. */
function asMember({ kind: _kind, apiVersion: _version, ...rest }: KubeObject): Json {
  return rest as unknown as Json;
}

/** `get_all_node_status_conditions` */
export const getAllNodeStatusConditions = ofNodes((found) =>
  found.map((node) => ({ name: node.metadata.name, ...conditionsOf(node) })),
);

/** `all_nodes_must_be_ready_to_schedule` */
export const allNodesMustBeReadyToSchedule = ofNodes((found) =>
  found.every((node) => conditionsOf(node)['Ready'] === 'True'),
);

/** `verify_nodes_condition` */
export const verifyNodesCondition = ofNodes((found, args) => {
  const type = text(args, 'condition_type', 'PIDPressure');
  const wanted = text(args, 'condition_value', 'False');
  return found.every((node) => conditionsOf(node)[type] === wanted);
});

/** Conditions that mean trouble; those of the node problem detector are on few clusters. */
const troubles = [
  'FrequentKubeletRestart',
  'FrequentDockerRestart',
  'FrequentContainerdRestart',
  'ReadonlyFilesystem',
  'KernelDeadlock',
  'CorruptDockerOverlay2',
  'FrequentUnregisterNetDevice',
  'NetworkUnavailable',
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
];

/** `nodes_must_be_healthy`: a condition that a node does not have is not looked at. */
export const nodesMustBeHealthy = ofNodes((found) =>
  found.every((node) => {
    const conditions = conditionsOf(node);
    const { Ready: ready = 'True' } = conditions;
    return ready === 'True' && troubles.every((type) => (conditions[type] ?? 'False') === 'False');
  }),
);
