import type { KindRules } from '../kind-rules.ts';
import { nodeRules } from './nodes.ts';
import * as others from './others.ts';
import { podRules } from './pods.ts';
import { serviceRules } from './services.ts';
import * as workloads from './workloads.ts';

/** Rules of kinds by `Resource.id`; a kind that is not here has none beside the general ones. */
export const defaultRules: Readonly<Record<string, KindRules>> = {
  pods: podRules,
  services: serviceRules,
  namespaces: others.namespaceRules,
  secrets: others.secretRules,
  configmaps: others.configMapRules,
  persistentvolumeclaims: others.claimRules,
  endpoints: others.endpointsRules,
  events: others.eventRules,
  nodes: nodeRules,
  'deployments.apps': workloads.deploymentRules,
  'replicasets.apps': workloads.replicaSetRules,
  'statefulsets.apps': workloads.statefulSetRules,
  'daemonsets.apps': workloads.daemonSetRules,
  'jobs.batch': workloads.jobRules,
  'cronjobs.batch': workloads.cronJobRules,
  'poddisruptionbudgets.policy': workloads.budgetRules,
  'horizontalpodautoscalers.autoscaling': workloads.autoscalerRules,
  'endpointslices.discovery.k8s.io': others.sliceRules,
  'ingresses.networking.k8s.io': others.ingressRules,
  'networkpolicies.networking.k8s.io': others.networkPolicyRules,
  'rolebindings.rbac.authorization.k8s.io': others.bindingRules,
  'clusterrolebindings.rbac.authorization.k8s.io': others.bindingRules,
  'roles.rbac.authorization.k8s.io': others.roleRules,
  'clusterroles.rbac.authorization.k8s.io': others.roleRules,
  'customresourcedefinitions.apiextensions.k8s.io': others.definitionRules,
};
