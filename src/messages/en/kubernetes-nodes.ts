import type { MessageTable } from '../types.ts';

/** Sentences of the activities on nodes; codes start with `kubernetes.`. */
export const kubernetesNodes = {
  'kubernetes.unscoped-nodes':
    'This would hit all nodes of the cluster: no name and no selector is given, “pod_label_selector” lacks its “pod_namespace”, or a substitution left them empty. Say which ones are meant, or allow it with --allow-unscoped.',
  'kubernetes.no-nodes': 'No node of the cluster is what the activity asks for.',
  'kubernetes.node-field': 'A node has no “{name}” in its “{argument}”. It may have: {known}.',
  'kubernetes.drain-unmanaged':
    'The nodes can’t be drained: {count} {count|pod has|pods have} no controller that would replace {count|it|them} elsewhere: {names}. Nothing was changed. Delete {count|it|them} first, or choose other nodes.',
  'kubernetes.drain-slow':
    'The nodes were not drained within {seconds} s: {count} {count|pod is|pods are} still there: {names}. Look why {count|it does|they do} not end, or give a longer timeout.',
  'kubernetes.drain-held':
    'The nodes were not drained within {seconds} s: {count} {count|pod is|pods are} still there: {names}. {budgets} Let more pods become ready elsewhere, change the budget, or give a longer timeout.',
  'kubernetes.drain-left-cordoned':
    '{failure} The {count|node|nodes} {names} could not be uncordoned again: {reason} Uncordon {count|it|them} yourself.',
  'kubernetes.two-budgets':
    'The pod {name} can’t be evicted: more than one PodDisruptionBudget is about it, which Kubernetes does not support. Change their selectors so that one is left.',
  'kubernetes.warn-node-pods':
    'The node {name} carries {count} {count|pod|pods}, which {count|is|are} not moved elsewhere before.',
  'kubernetes.warn-local-storage':
    'What {count} {count|pod keeps|pods keep} in emptyDir volumes is lost: {names}.',
  'kubernetes.warn-kept':
    '{count} {count|pod stays|pods stay} on the nodes because of {count|its|their} emptyDir volumes: {names}.',
  'kubernetes.warn-budget-holds':
    'The PodDisruptionBudget “{budget}” lets {allowed} of {count} pods go now. The drain waits for the others, {seconds} s at most.',
  'kubernetes.warn-two-budgets':
    'More than one PodDisruptionBudget is about {count} {count|pod|pods}, so that the eviction is refused: {names}.',
  'kubernetes.undo-node':
    'The node {name} can be registered again as it was, but its pods may be gone, and only its kubelet makes it ready.',
} satisfies MessageTable;
