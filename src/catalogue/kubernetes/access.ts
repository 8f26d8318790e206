import type { CatalogueEntry } from '../types.ts';

/**
 * What an activity must be allowed to do, as RBAC names it, its undo included: resources with their
 * verbs → activities, below `chaosk8s`. A test holds it against the plans of the activities.
 */
const needs: Readonly<Record<string, readonly string[]>> = {
  '': ['pod.probes.should_be_found_in_logs'],
  'daemonsets.apps: create delete get': ['daemonset.actions.create_daemon_set'],
  'daemonsets.apps: create delete get list': ['daemonset.actions.delete_daemon_set'],
  'daemonsets.apps: get patch update': ['daemonset.actions.update_daemon_set'],
  'daemonsets.apps: list': [
    'daemonset.probes.daemon_set_available_and_healthy',
    'daemonset.probes.daemon_set_partially_available',
    'daemonset.probes.daemon_set_not_fully_available',
    'daemonset.probes.daemon_set_fully_available',
  ],
  'deployments.apps: create delete get': [
    'deployment.actions.create_deployment',
    'actions.start_microservice',
  ],
  'deployments.apps: create delete get list': ['deployment.actions.delete_deployment'],
  'deployments.apps: create delete get list; pods: create delete get list; replicasets.apps: create delete get list':
    ['actions.kill_microservice'],
  'deployments.apps: get patch': [
    'deployment.actions.scale_deployment',
    'deployment.actions.rollout_deployment',
    'actions.scale_microservice',
  ],
  'deployments.apps: list': [
    'deployment.probes.deployment_available_and_healthy',
    'deployment.probes.deployment_partially_available',
    'deployment.probes.deployment_not_fully_available',
    'deployment.probes.deployment_fully_available',
    'probes.microservice_available_and_healthy',
    'probes.deployment_is_not_fully_available',
    'probes.deployment_is_fully_available',
  ],
  'events.events.k8s.io: list': ['event.probes.get_events'],
  'ingresses.networking.k8s.io: create delete get': [
    'networking.actions.create_ingress',
    'networking.actions.delete_ingress',
  ],
  'ingresses.networking.k8s.io: get patch update': ['networking.actions.update_ingress'],
  'ingresses.networking.k8s.io: list': ['networking.probes.ingress_exists'],
  'namespaces: create delete get': ['namespace.actions.create_namespace'],
  'namespaces: delete get': ['namespace.actions.delete_namespace'],
  'namespaces: list': ['namespace.probes.namespace_exists'],
  'networkchaos.chaos-mesh.org: create delete get': [
    'chaosmesh.network.actions.add_latency',
    'chaosmesh.network.actions.set_loss',
    'chaosmesh.network.actions.duplicate_packets',
    'chaosmesh.network.actions.reorder_packets',
    'chaosmesh.network.actions.corrupt_packets',
    'chaosmesh.network.actions.set_bandwidth',
    'chaosmesh.network.actions.delete_network_fault',
  ],
  'networkchaos.chaos-mesh.org: get': ['chaosmesh.network.probes.get_network_fault'],
  'networkchaos.chaos-mesh.org: list': ['chaosmesh.network.probes.get_network_faults'],
  'networkpolicies.networking.k8s.io: create delete get': [
    'networking.actions.create_network_policy',
    'networking.actions.remove_network_policy',
    'networking.actions.deny_all_ingress',
    'networking.actions.remove_deny_all_ingress',
    'networking.actions.deny_all_egress',
    'networking.actions.remove_deny_all_egress',
    'networking.actions.allow_dns_access',
    'networking.actions.remove_allow_dns_access',
  ],
  'nodes: create delete get': ['node.actions.create_node'],
  'nodes: create delete get list': ['node.actions.delete_nodes'],
  'nodes: get list patch': ['node.actions.cordon_node'],
  'nodes: list': [
    'node.actions.uncordon_node',
    'node.probes.get_nodes',
    'node.probes.get_all_node_status_conditions',
    'node.probes.all_nodes_must_be_ready_to_schedule',
    'node.probes.verify_nodes_condition',
    'node.probes.nodes_must_be_healthy',
  ],
  'pods/eviction: create; nodes: get list patch; pods: list': ['node.actions.drain_nodes'],
  'pods/exec: create get; pods: list': ['pod.actions.exec_in_pods'],
  'pods/log: get; pods: list': ['pod.probes.read_pod_logs'],
  'pods: create delete get list': ['pod.actions.terminate_pods', 'pod.actions.delete_pods'],
  'pods: list': [
    'pod.probes.pods_in_phase',
    'pod.probes.pods_in_conditions',
    'pod.probes.pods_not_in_phase',
    'pod.probes.count_pods',
    'pod.probes.pod_is_not_available',
    'pod.probes.all_pods_healthy',
    'pod.probes.count_min_pods',
    'probes.all_microservices_healthy',
    'probes.microservice_is_not_available',
  ],
  'replicasets.apps: create delete get list': ['replicaset.actions.delete_replica_set'],
  'secrets: create delete get': ['secret.actions.create_secret'],
  'secrets: delete get': ['secret.actions.delete_secret'],
  'secrets: list': ['secret.probes.secret_exists'],
  'services: create delete get': [
    'service.actions.create_service_endpoint',
    'service.actions.delete_service',
    'actions.remove_service_endpoint',
  ],
  'services: list': [
    'service.probes.service_is_initialized',
    'probes.service_endpoint_is_initialized',
  ],
  'statefulsets.apps: create delete get': ['statefulset.actions.create_statefulset'],
  'statefulsets.apps: create delete get list': ['statefulset.actions.remove_statefulset'],
  'statefulsets.apps: get patch': ['statefulset.actions.scale_statefulset'],
  'statefulsets.apps: list': [
    'statefulset.probes.statefulset_not_fully_available',
    'statefulset.probes.statefulset_fully_available',
  ],
  'stresschaos.chaos-mesh.org: create delete get': [
    'chaosmesh.stress.actions.stress_cpu',
    'chaosmesh.stress.actions.stress_memory',
    'chaosmesh.stress.actions.delete_stressor',
  ],
  'stresschaos.chaos-mesh.org: get': ['chaosmesh.stress.probes.get_stressor'],
  'stresschaos.chaos-mesh.org: list': ['chaosmesh.stress.probes.get_stressors'],
  '{plural}: create delete get': [
    'crd.actions.create_cluster_custom_object',
    'crd.actions.create_custom_object',
    'crd.actions.delete_custom_object',
    'crd.actions.delete_cluster_custom_object',
  ],
  '{plural}: get': ['crd.probes.get_custom_object', 'crd.probes.get_cluster_custom_object'],
  '{plural}: get patch update': [
    'crd.actions.patch_custom_object',
    'crd.actions.patch_cluster_custom_object',
  ],
  '{plural}: get update': [
    'crd.actions.replace_custom_object',
    'crd.actions.replace_cluster_custom_object',
  ],
  '{plural}: list': ['crd.probes.list_custom_objects', 'crd.probes.list_cluster_custom_objects'],
};

const byActivity: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(needs).flatMap(([text, activities]) =>
    activities.map((activity) => [`chaosk8s.${activity}`, parse(text)] as const),
  ),
);

function parse(text: string): string[] {
  return text
    .split('; ')
    .filter(Boolean)
    .flatMap((part) => {
      const [resource = '', verbs = ''] = part.split(': ');
      return verbs.split(' ').map((verb) => `${verb} ${resource}`);
    });
}

/**
 * What an activity needs to be allowed, as `verb resource.group`; `{plural}` and the like stand for
 * its arguments. Undefined where only its manifest says it.
 */
export function accessOf({ module, func }: CatalogueEntry): readonly string[] | undefined {
  return byActivity.get(`${module}.${func}`);
}
