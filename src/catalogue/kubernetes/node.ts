import type { CatalogueEntry, Parameter } from '../types.ts';
import {
  flag,
  integer,
  optionalInteger,
  optionalObject,
  optionalText,
  text,
} from './parameters.ts';

const actions = 'chaosk8s.node.actions';
const probes = 'chaosk8s.node.probes';

const name = optionalText('name', 'Exact name of the node.');
const labels: Parameter = optionalText('label_selector', 'Label selector of the nodes.');
const count = optionalInteger('count', 'Number of nodes, drawn at random.');
const podLabels = optionalText(
  'pod_label_selector',
  'Only nodes that carry a pod with this label; needs `pod_namespace`.',
);
const podNamespace = optionalText('pod_namespace', 'Namespace in which those pods are looked for.');

/** Activities of `chaosk8s.node.*`. */
export const nodeEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'delete_nodes',
    aliases: [],
    kind: 'action',
    summary: 'Removes nodes from the cluster without draining them first.',
    parameters: [
      labels,
      flag('all', false, 'Takes every node; the original always fails with it.'),
      flag('rand', false, 'Takes one node at random.'),
      count,
      optionalInteger('grace_period_seconds', 'Seconds the node object may take to go.'),
      podLabels,
      podNamespace,
    ],
    destructive: true,
    unsupported: true,
  },
  {
    module: actions,
    func: 'create_node',
    aliases: [],
    kind: 'action',
    summary: 'Creates a node object; it does not start a machine.',
    parameters: [
      optionalObject('meta', 'Metadata of the node.'),
      optionalObject('spec', 'Specification of the node.'),
    ],
    destructive: true,
    unsupported: true,
  },
  {
    module: actions,
    func: 'cordon_node',
    aliases: [],
    kind: 'action',
    summary: 'Keeps new pods away from nodes.',
    parameters: [name, labels],
    destructive: true,
    unsupported: true,
  },
  {
    module: actions,
    func: 'uncordon_node',
    aliases: [],
    kind: 'action',
    summary: 'Lets nodes take new pods again.',
    parameters: [name, labels],
    destructive: true,
    unsupported: true,
  },
  {
    module: actions,
    func: 'drain_nodes',
    aliases: [],
    kind: 'action',
    summary: 'Cordons nodes and evicts their pods.',
    parameters: [
      name,
      labels,
      flag(
        'delete_pods_with_local_storage',
        false,
        'Evicts pods with an emptyDir volume too; what is in it is lost.',
      ),
      integer('timeout', 120, 'Seconds to wait until the pods of a node are gone.', 0),
      count,
      podLabels,
      podNamespace,
    ],
    destructive: true,
    unsupported: true,
  },
  {
    module: probes,
    func: 'get_nodes',
    aliases: [],
    kind: 'probe',
    summary: 'Lists nodes.',
    parameters: [labels],
    destructive: false,
    unsupported: true,
  },
  {
    module: probes,
    func: 'get_all_node_status_conditions',
    aliases: [],
    kind: 'probe',
    summary: 'Lists the conditions of nodes.',
    parameters: [labels],
    destructive: false,
    unsupported: true,
  },
  {
    module: probes,
    func: 'all_nodes_must_be_ready_to_schedule',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all nodes are ready and take new pods.',
    parameters: [labels],
    destructive: false,
    unsupported: true,
  },
  {
    module: probes,
    func: 'verify_nodes_condition',
    aliases: [],
    kind: 'probe',
    summary: 'Checks a condition on all nodes.',
    parameters: [
      text('condition_type', 'PIDPressure', 'Type of the condition, such as `Ready`.'),
      text('condition_value', 'False', 'Status it must have: `True`, `False` or `Unknown`.'),
      labels,
    ],
    destructive: false,
    unsupported: true,
  },
  {
    module: probes,
    func: 'nodes_must_be_healthy',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all nodes are ready and report no trouble.',
    parameters: [labels],
    destructive: false,
    unsupported: true,
  },
];
