import {
  createDeployment,
  deleteDeployment,
  rolloutDeployment,
  scaleDeployment,
} from './deployment-actions.ts';
import {
  deploymentAvailableAndHealthy,
  deploymentFullyAvailable,
  deploymentNotFullyAvailable,
  deploymentPartiallyAvailable,
} from './deployment-probes.ts';
import { execInPods } from './exec.ts';
import {
  killMicroservice,
  removeServiceEndpoint,
  scaleMicroservice,
  startMicroservice,
} from './legacy-actions.ts';
import { serviceEndpointIsInitialized } from './legacy-probes.ts';
import { deletePods, terminatePods } from './pod-actions.ts';
import { readPodLogs, shouldBeFoundInLogs } from './pod-logs.ts';
import {
  allPodsHealthy,
  countMinPods,
  countPods,
  podIsNotAvailable,
  podsInConditions,
  podsInPhase,
  podsNotInPhase,
} from './pod-probes.ts';
import { deleteReplicaSet } from './replicaset-actions.ts';
import { secretExists } from './secret-probes.ts';
import { createServiceEndpoint, deleteService } from './service-actions.ts';
import { serviceIsInitialized } from './service-probes.ts';
import type { KubernetesActivity } from './types.ts';

/** What each runnable activity does, by the `module.func` of its catalogue entry. */
export const activities: Readonly<Record<string, KubernetesActivity>> = {
  'chaosk8s.actions.kill_microservice': killMicroservice,
  'chaosk8s.actions.remove_service_endpoint': removeServiceEndpoint,
  'chaosk8s.actions.scale_microservice': scaleMicroservice,
  'chaosk8s.actions.start_microservice': startMicroservice,
  'chaosk8s.deployment.actions.create_deployment': createDeployment,
  'chaosk8s.deployment.actions.delete_deployment': deleteDeployment,
  'chaosk8s.deployment.actions.rollout_deployment': rolloutDeployment,
  'chaosk8s.deployment.actions.scale_deployment': scaleDeployment,
  'chaosk8s.deployment.probes.deployment_available_and_healthy': deploymentAvailableAndHealthy,
  'chaosk8s.deployment.probes.deployment_fully_available': deploymentFullyAvailable,
  'chaosk8s.deployment.probes.deployment_not_fully_available': deploymentNotFullyAvailable,
  'chaosk8s.deployment.probes.deployment_partially_available': deploymentPartiallyAvailable,
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
