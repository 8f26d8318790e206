import type { MessageTable } from '../types.ts';

/** Sentences of the activities on custom resources and on Chaos Mesh. */
export const kubernetesCustom = {
  'kubernetes.custom-word':
    'The argument “{name}” is “{value}”, but a group, version or plural has only letters, digits, dots and dashes.',
  'kubernetes.custom-unknown':
    'The cluster has no {what} in {group}/{version}. Install its custom resource definition, or correct group, version and name.',
  'kubernetes.chaos-mesh-missing':
    'The cluster has no {what} in {group}/{version}. Install Chaos Mesh in it, then try again.',
  'kubernetes.custom-cluster-wide':
    '{what} is cluster-wide and in no namespace. Use the activity for cluster-wide objects.',
  'kubernetes.custom-namespaced':
    '{what} lives in namespaces. Use the activity for objects of a namespace.',
  'kubernetes.custom-missing': 'There is no {what} “{name}” in the namespace “{namespace}”.',
  'kubernetes.custom-missing-cluster': 'There is no {what} “{name}”.',
  'kubernetes.resource-missing':
    'Neither “resource” nor “resource_as_yaml_file” is given. Give one of them.',
  'kubernetes.resource-syntax': 'The argument “resource” is not well formed {format}: {reason}',
  'kubernetes.resource-lacks': 'The object in “resource” has no {field}.',
  'kubernetes.resource-core':
    'The object in “resource” has the apiVersion {apiVersion}, which is one of Kubernetes’ own. A custom object’s has a group, such as chaos-mesh.org/v1alpha1.',
  'kubernetes.json-patch-shape':
    '{path} must hold a JSON Patch: a list of operations, each an object.',
  'kubernetes.json-patch-misfit':
    'The JSON Patch does not fit {name}, so nothing was changed: a path is not there, or a test failed.',
  'kubernetes.fault-selector':
    'The argument “{name}” has “{part}” in it, which is not of the form key=value.',
  'kubernetes.warn-fault-endless':
    'The fault has no duration: it lasts until it is deleted, by an activity or by undo.',
  'kubernetes.warn-fault-target':
    'No target is selected, so only the traffic with some pod of the namespace is hit, not all. To hit all, set target_mode to null.',
  'kubernetes.undo-definition':
    'The definition {name} can be created again, but all objects of its kind are gone.',
  'kubernetes.undo-finalizers':
    '{kind} {name} can be created again, but not what its controller removed with it.',
  'kubernetes.undo-owners':
    '{kind} {name} can be created again, but it no longer belongs to its owner.',
  'kubernetes.undo-status':
    '{kind} {name} can be created again, but its controller starts anew: the status is gone.',
  'kubernetes.undo-uid':
    '{kind} {name} can be created again, but with another uid: what belonged to it does no longer.',
  'kubernetes.undo-ending': '{kind} {name} is being deleted already, and goes.',
  'kubernetes.undo-fault':
    'The fault {name} can be created again, but it begins anew: with its whole duration, perhaps on other pods.',
} satisfies MessageTable;
