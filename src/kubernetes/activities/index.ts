import {
  addLatency,
  corruptPackets,
  deleteNetworkFault,
  duplicatePackets,
  getNetworkFault,
  getNetworkFaults,
  reorderPackets,
  setBandwidth,
  setLoss,
} from './chaosmesh/network.ts';
import {
  deleteStressor,
  getStressor,
  getStressors,
  stressCpu,
  stressMemory,
} from './chaosmesh/stress.ts';
import {
  applyFromJson,
  applyFromYaml,
  createClusterCustomObject,
  createCustomObject,
  deleteClusterCustomObject,
  deleteCustomObject,
  patchClusterCustomObject,
  patchCustomObject,
  replaceClusterCustomObject,
  replaceCustomObject,
} from './crd/actions.ts';
import {
  getClusterCustomObject,
  getCustomObject,
  listClusterCustomObjects,
  listCustomObjects,
} from './crd/probes.ts';
import { createDaemonSet, deleteDaemonSet, updateDaemonSet } from './daemonset/actions.ts';
import {
  daemonSetAvailableAndHealthy,
  daemonSetFullyAvailable,
  daemonSetNotFullyAvailable,
  daemonSetPartiallyAvailable,
} from './daemonset/probes.ts';
import {
  createDeployment,
  deleteDeployment,
  rolloutDeployment,
  scaleDeployment,
} from './deployment/actions.ts';
import {
  deploymentAvailableAndHealthy,
  deploymentFullyAvailable,
  deploymentNotFullyAvailable,
  deploymentPartiallyAvailable,
} from './deployment/probes.ts';
import { getEvents } from './event/probes.ts';
import {
  killMicroservice,
  removeServiceEndpoint,
  scaleMicroservice,
  startMicroservice,
} from './legacy/actions.ts';
import { serviceEndpointIsInitialized } from './legacy/probes.ts';
import { createNamespace, deleteNamespace } from './namespace/actions.ts';
import { namespaceExists } from './namespace/probes.ts';
import {
  createIngress,
  deleteIngress,
  ingressExists,
  updateIngress,
} from './networking/ingress.ts';
import {
  allowDnsAccess,
  createNetworkPolicy,
  denyAllEgress,
  denyAllIngress,
  removeNetworkPolicy,
} from './networking/policies.ts';
import { cordonNode, uncordonNode } from './node/cordon.ts';
import { createNode } from './node/creation.ts';
import { deleteNodes } from './node/deletion.ts';
import { drainNodes } from './node/drain.ts';
import {
  allNodesMustBeReadyToSchedule,
  getAllNodeStatusConditions,
  getNodes,
  nodesMustBeHealthy,
  verifyNodesCondition,
} from './node/probes.ts';
import { deletePods, terminatePods } from './pod/actions.ts';
import { execInPods } from './pod/exec.ts';
import { readPodLogs, shouldBeFoundInLogs } from './pod/logs.ts';
import {
  allPodsHealthy,
  countMinPods,
  countPods,
  podIsNotAvailable,
  podsInConditions,
  podsInPhase,
  podsNotInPhase,
} from './pod/probes.ts';
import { deleteReplicaSet } from './replicaset/actions.ts';
import { createSecret, deleteSecret } from './secret/actions.ts';
import { secretExists } from './secret/probes.ts';
import { createServiceEndpoint, deleteService } from './service/actions.ts';
import { serviceIsInitialized } from './service/probes.ts';
import { createStatefulSet, removeStatefulSet, scaleStatefulSet } from './statefulset/actions.ts';
import { statefulSetFullyAvailable, statefulSetNotFullyAvailable } from './statefulset/probes.ts';
import type { KubernetesActivity } from './types.ts';

/** What each runnable activity does, by the `module.func` of its catalogue entry. */
export const activities: Readonly<Record<string, KubernetesActivity>> = {
  'chaosk8s.daemonset.actions.create_daemon_set': createDaemonSet,
  'chaosk8s.daemonset.actions.delete_daemon_set': deleteDaemonSet,
  'chaosk8s.daemonset.actions.update_daemon_set': updateDaemonSet,
  'chaosk8s.daemonset.probes.daemon_set_available_and_healthy': daemonSetAvailableAndHealthy,
  'chaosk8s.daemonset.probes.daemon_set_fully_available': daemonSetFullyAvailable,
  'chaosk8s.daemonset.probes.daemon_set_not_fully_available': daemonSetNotFullyAvailable,
  'chaosk8s.daemonset.probes.daemon_set_partially_available': daemonSetPartiallyAvailable,
  'chaosk8s.event.probes.get_events': getEvents,
  'chaosk8s.namespace.actions.create_namespace': createNamespace,
  'chaosk8s.namespace.actions.delete_namespace': deleteNamespace,
  'chaosk8s.namespace.probes.namespace_exists': namespaceExists,
  'chaosk8s.networking.actions.allow_dns_access': allowDnsAccess.set,
  'chaosk8s.networking.actions.create_ingress': createIngress,
  'chaosk8s.networking.actions.create_network_policy': createNetworkPolicy,
  'chaosk8s.networking.actions.delete_ingress': deleteIngress,
  'chaosk8s.networking.actions.deny_all_egress': denyAllEgress.set,
  'chaosk8s.networking.actions.deny_all_ingress': denyAllIngress.set,
  'chaosk8s.networking.actions.remove_allow_dns_access': allowDnsAccess.remove,
  'chaosk8s.networking.actions.remove_deny_all_egress': denyAllEgress.remove,
  'chaosk8s.networking.actions.remove_deny_all_ingress': denyAllIngress.remove,
  'chaosk8s.networking.actions.remove_network_policy': removeNetworkPolicy,
  'chaosk8s.networking.actions.update_ingress': updateIngress,
  'chaosk8s.networking.probes.ingress_exists': ingressExists,
  'chaosk8s.secret.actions.create_secret': createSecret,
  'chaosk8s.secret.actions.delete_secret': deleteSecret,
  'chaosk8s.statefulset.actions.create_statefulset': createStatefulSet,
  'chaosk8s.statefulset.actions.remove_statefulset': removeStatefulSet,
  'chaosk8s.statefulset.actions.scale_statefulset': scaleStatefulSet,
  'chaosk8s.statefulset.probes.statefulset_fully_available': statefulSetFullyAvailable,
  'chaosk8s.statefulset.probes.statefulset_not_fully_available': statefulSetNotFullyAvailable,
  'chaosk8s.actions.kill_microservice': killMicroservice,
  'chaosk8s.actions.remove_service_endpoint': removeServiceEndpoint,
  'chaosk8s.actions.scale_microservice': scaleMicroservice,
  'chaosk8s.actions.start_microservice': startMicroservice,
  'chaosk8s.chaosmesh.network.actions.add_latency': addLatency,
  'chaosk8s.chaosmesh.network.actions.corrupt_packets': corruptPackets,
  'chaosk8s.chaosmesh.network.actions.delete_network_fault': deleteNetworkFault,
  'chaosk8s.chaosmesh.network.actions.duplicate_packets': duplicatePackets,
  'chaosk8s.chaosmesh.network.actions.reorder_packets': reorderPackets,
  'chaosk8s.chaosmesh.network.actions.set_bandwidth': setBandwidth,
  'chaosk8s.chaosmesh.network.actions.set_loss': setLoss,
  'chaosk8s.chaosmesh.network.probes.get_network_fault': getNetworkFault,
  'chaosk8s.chaosmesh.network.probes.get_network_faults': getNetworkFaults,
  'chaosk8s.chaosmesh.stress.actions.delete_stressor': deleteStressor,
  'chaosk8s.chaosmesh.stress.actions.stress_cpu': stressCpu,
  'chaosk8s.chaosmesh.stress.actions.stress_memory': stressMemory,
  'chaosk8s.chaosmesh.stress.probes.get_stressor': getStressor,
  'chaosk8s.chaosmesh.stress.probes.get_stressors': getStressors,
  'chaosk8s.crd.actions.apply_from_json': applyFromJson,
  'chaosk8s.crd.actions.apply_from_yaml': applyFromYaml,
  'chaosk8s.crd.actions.create_cluster_custom_object': createClusterCustomObject,
  'chaosk8s.crd.actions.create_custom_object': createCustomObject,
  'chaosk8s.crd.actions.delete_cluster_custom_object': deleteClusterCustomObject,
  'chaosk8s.crd.actions.delete_custom_object': deleteCustomObject,
  'chaosk8s.crd.actions.patch_cluster_custom_object': patchClusterCustomObject,
  'chaosk8s.crd.actions.patch_custom_object': patchCustomObject,
  'chaosk8s.crd.actions.replace_cluster_custom_object': replaceClusterCustomObject,
  'chaosk8s.crd.actions.replace_custom_object': replaceCustomObject,
  'chaosk8s.crd.probes.get_cluster_custom_object': getClusterCustomObject,
  'chaosk8s.crd.probes.get_custom_object': getCustomObject,
  'chaosk8s.crd.probes.list_cluster_custom_objects': listClusterCustomObjects,
  'chaosk8s.crd.probes.list_custom_objects': listCustomObjects,
  'chaosk8s.deployment.actions.create_deployment': createDeployment,
  'chaosk8s.deployment.actions.delete_deployment': deleteDeployment,
  'chaosk8s.deployment.actions.rollout_deployment': rolloutDeployment,
  'chaosk8s.deployment.actions.scale_deployment': scaleDeployment,
  'chaosk8s.deployment.probes.deployment_available_and_healthy': deploymentAvailableAndHealthy,
  'chaosk8s.deployment.probes.deployment_fully_available': deploymentFullyAvailable,
  'chaosk8s.deployment.probes.deployment_not_fully_available': deploymentNotFullyAvailable,
  'chaosk8s.deployment.probes.deployment_partially_available': deploymentPartiallyAvailable,
  'chaosk8s.node.actions.cordon_node': cordonNode,
  'chaosk8s.node.actions.create_node': createNode,
  'chaosk8s.node.actions.delete_nodes': deleteNodes,
  'chaosk8s.node.actions.drain_nodes': drainNodes,
  'chaosk8s.node.actions.uncordon_node': uncordonNode,
  'chaosk8s.node.probes.all_nodes_must_be_ready_to_schedule': allNodesMustBeReadyToSchedule,
  'chaosk8s.node.probes.get_all_node_status_conditions': getAllNodeStatusConditions,
  'chaosk8s.node.probes.get_nodes': getNodes,
  'chaosk8s.node.probes.nodes_must_be_healthy': nodesMustBeHealthy,
  'chaosk8s.node.probes.verify_nodes_condition': verifyNodesCondition,
  'chaosk8s.pod.actions.delete_pods': deletePods,
  'chaosk8s.pod.actions.exec_in_pods': execInPods,
  'chaosk8s.pod.actions.terminate_pods': terminatePods,
  'chaosk8s.pod.probes.all_pods_healthy': allPodsHealthy,
  'chaosk8s.pod.probes.count_min_pods': countMinPods,
  'chaosk8s.pod.probes.count_pods': countPods,
  'chaosk8s.pod.probes.pod_is_not_available': podIsNotAvailable,
  'chaosk8s.pod.probes.pods_in_conditions': podsInConditions,
  'chaosk8s.pod.probes.pods_in_phase': podsInPhase,
  'chaosk8s.pod.probes.pods_not_in_phase': podsNotInPhase,
  'chaosk8s.pod.probes.read_pod_logs': readPodLogs,
  'chaosk8s.pod.probes.should_be_found_in_logs': shouldBeFoundInLogs,
  'chaosk8s.probes.all_microservices_healthy': allPodsHealthy,
  'chaosk8s.probes.deployment_is_fully_available': deploymentFullyAvailable,
  'chaosk8s.probes.deployment_is_not_fully_available': deploymentNotFullyAvailable,
  'chaosk8s.probes.microservice_available_and_healthy': deploymentAvailableAndHealthy,
  'chaosk8s.probes.microservice_is_not_available': podIsNotAvailable,
  'chaosk8s.probes.service_endpoint_is_initialized': serviceEndpointIsInitialized,
  'chaosk8s.replicaset.actions.delete_replica_set': deleteReplicaSet,
  'chaosk8s.secret.probes.secret_exists': secretExists,
  'chaosk8s.service.actions.create_service_endpoint': createServiceEndpoint,
  'chaosk8s.service.actions.delete_service': deleteService,
  'chaosk8s.service.probes.service_is_initialized': serviceIsInitialized,
};
