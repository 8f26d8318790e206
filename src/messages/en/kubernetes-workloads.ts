import type { MessageTable } from '../types.ts';

/** Sentences of activities on workloads, namespaces, secrets and networks. */
export const kubernetesWorkloads = {
  'kubernetes.object-missing': 'There is no {kind} “{name}” in the namespace “{namespace}”.',
  'kubernetes.object-missing-wide': 'There is no {kind} “{name}”.',
  'kubernetes.statefulset-not-ready':
    'The stateful set “{name}” in the namespace “{namespace}” did not have all replicas ready within {seconds} s.',
  'kubernetes.statefulset-still-ready':
    'The stateful set “{name}” in the namespace “{namespace}” lost no ready replica within {seconds} s.',
  'kubernetes.statefulset-never-seen':
    'No stateful set “{name}” appeared in the namespace “{namespace}” within {seconds} s.',
  'kubernetes.namespace-unnamed': 'Give a “name” for the namespace, or a file in “spec_path”.',
  'kubernetes.policy-missing':
    'Give the network policy as an object in “spec”, or a file in “spec_path”.',
  'kubernetes.warn-policy-pods':
    'The policy is about {count} {count|pod|pods} of the namespace {namespace} right now.',
  'kubernetes.warn-policy-all':
    'The policy is about every pod of the namespace {namespace}: {count} right now.',
  'kubernetes.undo-workload': 'The {kind} {name} can be created again, but its pods are new.',
  'kubernetes.undo-volumes':
    'The {kind} {name} can be put back, but the volumes of the pods that go are deleted with them.',
  'kubernetes.undo-new-namespace':
    'Undo deletes the namespace {name} with everything that is in it by then.',
  'kubernetes.undo-namespace': 'What was in the namespace {name} is gone for good.',
  'kubernetes.undo-secret':
    'What is in the secret {name} is not kept, so it can’t be created again.',
  'kubernetes.undo-ingress':
    'The ingress {name} can be created again, but its controller may give it another address.',
} satisfies MessageTable;
