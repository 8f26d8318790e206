import type { MessageTable } from '../types.ts';

/** Sentences of the Kubernetes activities, their plans and the ledger. */
export const kubernetesActivities = {
  'kubernetes.unscoped':
    '{pointer}: the activity “{name}” would hit everything of its kind in the namespace “{namespace}”: no name, no pattern and no label selector is given, or a substitution left them empty. Nothing was run. Say which ones are meant, or allow it with --allow-unscoped.',
  'kubernetes.unscoped-cluster':
    '{pointer}: the activity “{name}” would hit everything of its kind in the cluster: no name and no selector is given, a selector of pods lacks the namespace of the pods, or a substitution left them empty. Nothing was run. Say which ones are meant, or allow it with --allow-unscoped.',
  'kubernetes.unscoped-selection':
    'This would hit all {what} of the namespace “{namespace}”: no name, no pattern and no label selector is given, or a substitution left them empty. Say which ones are meant, or allow it with --allow-unscoped.',
  'kubernetes.consent-refused': 'The faults on {server} were not confirmed, so nothing was run.',
  'kubernetes.lease-held':
    'Another run is at work in the namespace “{namespace}” on {server}: {holder}, since {since}. Wait until it has ended; if it has crashed, its lease ends {seconds} s after it was last renewed. To run all the same, use --no-lease, or delete the lease “{name}” there.',
  'kubernetes.lease-held-cluster':
    'Another run is at work on nodes, or on other things of the whole cluster {server}: {holder}, since {since}. Wait until it has ended; if it has crashed, its lease ends {seconds} s after it was last renewed. To run all the same, use --no-lease, or delete the lease “{name}” in the namespace “{namespace}”.',
  'kubernetes.argument-missing': 'The argument “{name}” is missing.',
  'kubernetes.argument-type': 'The argument “{name}” must be {a wanted}, but it is {found}.',
  'kubernetes.selector-place':
    'The label selector “{selector}” has the place {{{place}}}, but only {{name}} is filled in. Write {{{{ and }}}} for braces.',
  'kubernetes.qty-negative': 'The argument “qty” is {qty}, but it can’t be negative.',
  'kubernetes.mode-unknown': 'The mode “{mode}” is not known. Use “fixed” or “percentage”.',
  'kubernetes.order-unknown': 'The order “{order}” is not known. Use “alphabetic” or “oldest”.',
  'kubernetes.no-pods':
    'There is no pod with the labels “{selector}” in the namespace “{namespace}”.',
  'kubernetes.no-pods-at-all': 'There is no pod in the namespace “{namespace}”.',
  'kubernetes.pod-phase': 'The pod {name} is in the phase {phase}, but should be in {wanted}.',
  'kubernetes.pod-in-phase': 'The pod {name} is in the phase {phase}, but should not be.',
  'kubernetes.pod-condition': 'The pod {name} does not have the condition {condition}.',
  'kubernetes.pods-running':
    '{count} {count|pod is|pods are} running in the namespace “{namespace}”: {names}.',
  'kubernetes.pods-unhealthy':
    '{count} {count|pod is|pods are} not healthy in the namespace “{namespace}”: {names}.',
  'kubernetes.deployment-missing':
    'There is no deployment “{name}” in the namespace “{namespace}”.',
  'kubernetes.deployment-unhealthy':
    'The deployment “{name}” in the namespace “{namespace}” has {available} of {wanted} replicas available.',
  'kubernetes.deployment-still-ready':
    'The deployment “{name}” in the namespace “{namespace}” lost no ready replica within {seconds} s.',
  'kubernetes.deployment-not-ready':
    'The deployment “{name}” in the namespace “{namespace}” did not have all replicas ready within {seconds} s.',
  'kubernetes.deployment-never-seen':
    'No deployment “{name}” appeared in the namespace “{namespace}” within {seconds} s.',
  'kubernetes.service-missing': 'There is no service “{name}” in the namespace “{namespace}”.',
  'kubernetes.no-services': 'There is no service in the namespace “{namespace}”.',
  'kubernetes.no-logs': 'There are no logs to search.',
  'kubernetes.logs-not-text':
    'The logs to search must be text by pod, as read_pod_logs gives them.',
  'kubernetes.duration':
    '“{text}” is not a span of time. Write “10 minutes”, “1h30m” or “2 hours ago”.',
  'kubernetes.command-missing': 'The argument “cmd” is empty. Give a program and its arguments.',
  'kubernetes.command-quotes':
    'A quote is not closed in the command {line}. Close it, or give the command as a list.',
  'kubernetes.manifest-extension':
    '{path} is neither .json nor .yaml nor .yml, so its format is not known.',
  'kubernetes.manifest-unreadable': 'The manifest {path} can’t be read: {reason}',
  'kubernetes.manifest-syntax': 'The manifest {path} is not well formed: {reason}',
  'kubernetes.manifest-shape': 'The manifest {path} must hold one Kubernetes object.',
  'kubernetes.warn-text-flag':
    'The argument “{name}” is the text “{value}”, which counts as yes. Write false without quotes, or give the variable the type bool.',
  'kubernetes.warn-bare-pod': 'The pod {name} has no controller: it does not come back.',
  'kubernetes.warn-ending': 'The pod {name} is terminating already.',
  'kubernetes.warn-budget': 'The deletion does not heed the PodDisruptionBudget “{budget}”.',
  'kubernetes.warn-autoscaler':
    'The HorizontalPodAutoscaler “{autoscaler}” may set the replicas of {name} back.',
  'kubernetes.warn-gitops': '{tool} manages {name} and may undo the change at once.',
  'kubernetes.undo-controller': 'The {kind} {name} replaces it.',
  'kubernetes.undo-bare-pod': 'The pod {name} can be created again, but its data is gone.',
  'kubernetes.undo-ended-pod':
    'The pod {name} had ended; created again it would run once more, so it is not.',
  'kubernetes.undo-deployment':
    'The deployment {name} can be created again, but its rollout history is gone and its pods are new.',
  'kubernetes.undo-replica-set':
    'The replica set {name} can be created again, but its pods are new.',
  'kubernetes.undo-rollout':
    'The pods that {name} had before are gone; undo replaces them once more.',
  'kubernetes.undo-service':
    'The service {name} can be created again, with its cluster IP if nobody took it meanwhile.',
  'kubernetes.undo-load-balancer':
    'The service {name} can be created again, but its load balancer may get another address.',
  'kubernetes.undo-exec': 'What a command did inside a container can’t be taken back.',
  'kubernetes.ledger':
    'The change was not made, because the ledger {path} can’t be written: {reason}. Free the disk or choose another state folder.',
} satisfies MessageTable;
