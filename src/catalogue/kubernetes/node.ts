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
const count = optionalInteger(
  'count',
  'Number of nodes, drawn at random, each once. More than there are means all of them.',
);
const podLabels = optionalText(
  'pod_label_selector',
  'Only nodes that carry a pod with this label; needs `pod_namespace`.',
);
const podNamespace = optionalText('pod_namespace', 'Namespace in which those pods are looked for.');

const selection =
  'Without a name and without a selector, or with `pod_label_selector` but no `pod_namespace`, every node of the cluster would be meant: that is refused here unless the run allows it, whereas the original goes ahead. No node that matches is a failure.';

/** Activities of `chaosk8s.node.*`. */
export const nodeEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'delete_nodes',
    aliases: [],
    kind: 'action',
    summary: 'Removes nodes from the cluster without draining them first.',
    doc: `Returns the names of the deleted nodes: the first that matches, unless \`all\`, \`rand\` or \`count\` say otherwise. ${selection}

The deletion names the node’s uid. Pods on the node are not moved before; Kubernetes deletes them once the node is gone. Undo registers the node again with its labels, annotations and taints, but only its kubelet makes it ready; the machine itself is not touched by either.

Differences from the original: \`all\` deletes every node that the selectors leave, where the original always ends in an error; \`count\` draws each node once, where the original may draw the same one twice; an accepted deletion succeeds, where the original fails after the first one with current versions of its client library.`,
    parameters: [
      labels,
      flag('all', false, 'Takes every node that matches; `rand` and `count` are then ignored.'),
      flag('rand', false, 'Takes one node at random.'),
      count,
      optionalInteger('grace_period_seconds', 'Seconds the node object may take to go.'),
      podLabels,
      podNamespace,
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'create_node',
    aliases: [],
    kind: 'action',
    summary: 'Creates a node object; it does not start a machine.',
    doc: `Returns the node as the API server has it. Fields may be written as in the API (\`podCIDR\`) or as in Python (\`pod_cidr\`); one that does not exist fails. Undo deletes the node again.

Difference from the original: there the result can’t be written into the journal, so that a successful creation ends the run in a traceback.`,
    parameters: [
      optionalObject('meta', 'Metadata of the node.'),
      optionalObject('spec', 'Specification of the node.'),
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'cordon_node',
    aliases: [],
    kind: 'action',
    summary: 'Keeps new pods away from nodes.',
    doc: `Returns the names of the nodes, also of those that were cordoned before. ${selection} Undo uncordons those that were not.`,
    parameters: [name, labels],
    destructive: true,
  },
  {
    module: actions,
    func: 'uncordon_node',
    aliases: [],
    kind: 'action',
    summary: 'Lets nodes take new pods again.',
    doc: `Returns the names of the nodes, also of those that were not cordoned. ${selection} Undo cordons those that were.`,
    parameters: [name, labels],
    destructive: true,
  },
  {
    module: actions,
    func: 'drain_nodes',
    aliases: [],
    kind: 'action',
    summary: 'Cordons nodes and evicts their pods.',
    doc: `Returns the names of the nodes. ${selection}

All nodes are cordoned first, then their pods are evicted, so that PodDisruptionBudgets are heeded, then it waits until the evicted pods are gone. Pods of DaemonSets and static pods stay, and so do pods with an emptyDir volume unless \`delete_pods_with_local_storage\` is set. A pod without a controller that has not ended fails the drain, as there is nothing like \`kubectl drain --force\`.

Differences from the original: an eviction that a budget does not allow is asked for again until \`timeout\`, where the original fails at once; \`timeout\` is for all nodes together, which are drained at the same time, where the original counts it for each of them; a drain that fails uncordons what it cordoned, where the original leaves it cordoned; a pod without a controller is found before anything is changed; \`delete_pods_with_local_storage\` does not make it evict pods of DaemonSets and pods without a controller; a node that carries several of the pods named by \`pod_label_selector\` is taken once; \`count\` draws each node once.`,
    parameters: [
      name,
      labels,
      flag(
        'delete_pods_with_local_storage',
        false,
        'Evicts pods with an emptyDir volume too; what is in it is lost.',
      ),
      integer('timeout', 120, 'Seconds until the pods of all nodes must be gone.', 0),
      count,
      podLabels,
      podNamespace,
    ],
    destructive: true,
  },
  {
    module: probes,
    func: 'get_nodes',
    aliases: [],
    kind: 'probe',
    summary: 'Lists nodes.',
    doc: `Returns the list as the API server gives it: an object with \`items\`.`,
    parameters: [labels],
    destructive: false,
  },
  {
    module: probes,
    func: 'get_all_node_status_conditions',
    aliases: [],
    kind: 'probe',
    summary: 'Lists the conditions of nodes.',
    doc: `Returns a list with an object for each node: its \`name\` and the status of each condition by type, such as \`{"name": "a", "Ready": "True"}\`. A node without conditions has its name only, where the original ends in an error.`,
    parameters: [labels],
    destructive: false,
  },
  {
    module: probes,
    func: 'all_nodes_must_be_ready_to_schedule',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all nodes are ready and take new pods.',
    doc: `Returns \`true\` or \`false\`; it never fails by itself, so give it a tolerance. It reads the condition \`Ready\` only: a cordoned node passes, and so does it when no node matches.`,
    parameters: [labels],
    destructive: false,
  },
  {
    module: probes,
    func: 'verify_nodes_condition',
    aliases: [],
    kind: 'probe',
    summary: 'Checks a condition on all nodes.',
    doc: `Returns \`true\` or \`false\`; it never fails by itself, so give it a tolerance. A node that lacks the condition does not pass.`,
    parameters: [
      text('condition_type', 'PIDPressure', 'Type of the condition, such as `Ready`.'),
      text('condition_value', 'False', 'Status it must have: `True`, `False` or `Unknown`.'),
      labels,
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'nodes_must_be_healthy',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all nodes are ready and report no trouble.',
    doc: `Returns \`true\` or \`false\`; it never fails by itself, so give it a tolerance. A condition that a node does not have is not looked at; those of the node problem detector are on few clusters.`,
    parameters: [labels],
    destructive: false,
  },
];
