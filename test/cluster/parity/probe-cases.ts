import { type Case, call, fails, gives } from './case.ts';

/** Probes of a namespace as `populate` makes it. */
export function casesWhereAllIsWell(ns: string): Case[] {
  return [
    call('pod.probes.all_pods_healthy', { ns }, gives(true)),
    call('probes.all_pods_healthy', { ns }, gives(true)),
    call('probes.all_microservices_healthy', { ns }, gives(true)),
    call('pod.probes.pods_in_phase', { ns, label_selector: 'app=front' }, gives(true)),
    call(
      'pod.probes.pods_in_phase',
      { ns, label_selector: 'app=front', phase: 'Pending' },
      fails('kubernetes.pod-phase'),
    ),
    call(
      'pod.probes.pods_in_phase',
      { ns, label_selector: 'app=no', raise_on_invalid_phase: false },
      gives(false),
    ),
    call('pod.probes.pods_in_phase', { ns, label_selector: 'app=no' }, fails('kubernetes.no-pods')),
    call('pod.probes.pods_in_phase', { ns, label_selector: '' }, gives(true)),
    call(
      'pod.probes.pods_in_phase',
      { ns, label_selector: 'app in (front' },
      fails('kubernetes.refused'),
    ),
    call(
      'pod.probes.pods_not_in_phase',
      { ns, label_selector: 'app=front', phase: 'Failed' },
      gives(true),
    ),
    call(
      'pod.probes.pods_not_in_phase',
      { ns, label_selector: 'app=front' },
      fails('kubernetes.pod-in-phase'),
    ),
    call(
      'pod.probes.pods_not_in_phase',
      { ns, label_selector: 'app=front', raise_on_in_phase: false },
      gives(false),
    ),
    call(
      'pod.probes.pods_in_conditions',
      {
        ns,
        label_selector: 'app=front',
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'Initialized', status: 'True' },
        ],
      },
      gives(true),
    ),
    call(
      'pod.probes.pods_in_conditions',
      { ns, label_selector: 'app=front', conditions: [{ type: 'Ready', status: 'False' }] },
      fails('kubernetes.pod-condition'),
    ),
    call(
      'pod.probes.pods_in_conditions',
      {
        ns,
        label_selector: 'app=front',
        conditions: [{ type: 'Ready', status: 'True', reason: 'x' }],
        raise_on_invalid_conditions: false,
      },
      gives(false),
    ),
    call('pod.probes.count_pods', { ns, label_selector: 'app=front' }, gives(2)),
    call('pod.probes.count_pods', { ns, label_selector: '' }, gives(3)),
    call('pod.probes.count_pods', { ns, label_selector: 'app=front', phase: 'Failed' }, gives(0)),
    call('pod.probes.count_min_pods', { ns, label_selector: 'app=front' }, gives(true)),
    call(
      'pod.probes.count_min_pods',
      { ns, label_selector: 'app=front', min_count: 3 },
      gives(false),
    ),
    call(
      'pod.probes.pod_is_not_available',
      { ns, name: 'front' },
      fails('kubernetes.pods-running'),
    ),
    call('probes.pod_is_not_available', { ns, name: 'nobody' }, gives(true)),
    call(
      'pod.probes.pod_is_not_available',
      { ns, name: 'front', label_selector: 'app={name}', raise_on_is_available: false },
      gives(false),
    ),
    call(
      'probes.microservice_is_not_available',
      { ns, name: 'front' },
      fails('kubernetes.pods-running'),
    ),
    call(
      'pod.probes.read_pod_logs',
      { ns, name: 'other' },
      gives({ 'other-POD': 'TIME hello from here\n' }),
    ),
    call(
      'probes.read_pod_logs',
      { ns, name: 'other', last: '10 minutes' },
      gives({ 'other-POD': 'TIME hello from here\n' }),
    ),
    call('probes.read_microservices_logs', { ns, name: 'nobody' }, gives({})),
    call(
      'pod.probes.read_pod_logs',
      { ns, label_selector: 'app=other', container_name: 'main' },
      gives({ 'other-POD': 'TIME hello from here\n' }),
    ),
    call(
      'pod.probes.read_pod_logs',
      { ns, label_selector: 'app=other', container_name: 'nope' },
      fails('kubernetes.refused'),
    ),
    call(
      'pod.probes.read_pod_logs',
      { ns, label_selector: 'app=other', from_previous: true },
      fails('kubernetes.refused'),
    ),
    call(
      'pod.probes.should_be_found_in_logs',
      { pattern: 'h[e]llo', value: { a: 'say hello', b: 'no' } },
      gives(false),
    ),
    call(
      'pod.probes.should_be_found_in_logs',
      { pattern: '(?i)HELLO', value: { a: 'say hello', b: 'no' }, all_containers: false },
      gives(true),
    ),
    call(
      'pod.probes.should_be_found_in_logs',
      { pattern: 'x', value: {} },
      fails('kubernetes.no-logs'),
    ),
    call('deployment.probes.deployment_available_and_healthy', { ns, name: 'front' }, gives(true)),
    call(
      'probes.deployment_available_and_healthy',
      { ns, name: 'front', label_selector: 'app=other' },
      fails('kubernetes.deployment-missing'),
    ),
    call(
      'deployment.probes.deployment_available_and_healthy',
      { ns, name: 'nobody', raise_on_unavailable: false },
      gives(false),
    ),
    call(
      'deployment.probes.deployment_available_and_healthy',
      { ns, name: 'none' },
      gives(true),
      fails(),
    ),
    call(
      'probes.microservice_available_and_healthy',
      { ns, name: 'front' },
      gives(true),
      gives(null),
    ),
    call('deployment.probes.deployment_partially_available', { ns, name: 'front' }, gives(true)),
    call(
      'deployment.probes.deployment_partially_available',
      { ns, name: 'none' },
      fails('kubernetes.deployment-unhealthy'),
    ),
    call(
      'deployment.probes.deployment_partially_available',
      { ns, name: 'none', raise_on_not_partially_available: false },
      gives(false),
      fails(),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'front', timeout: 2 },
      gives(true),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'front', label_selector: 'app={name}', timeout: '2' },
      gives(true),
    ),
    call('probes.deployment_fully_available', { ns, name: 'other' }, gives(true)),
    call(
      'probes.deployment_is_fully_available',
      { ns, name: 'nobody', timeout: 1 },
      fails('kubernetes.deployment-never-seen'),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'none', timeout: 1 },
      gives(true),
      fails(),
    ),
    call(
      'deployment.probes.deployment_not_fully_available',
      { ns, name: 'front', timeout: 1 },
      fails('kubernetes.deployment-still-ready'),
    ),
    call(
      'probes.deployment_not_fully_available',
      { ns, name: 'front', timeout: 1, raise_on_fully_available: false },
      gives(false),
    ),
    call(
      'probes.deployment_is_not_fully_available',
      { ns, name: 'front', timeout: 1 },
      fails('kubernetes.deployment-still-ready'),
    ),
    call('service.probes.service_is_initialized', { ns, name: 'front' }, gives(true)),
    call(
      'probes.service_is_initialized',
      { ns, label_selector: 'app=nobody' },
      fails('kubernetes.service-missing'),
    ),
    call(
      'probes.service_is_initialized',
      { ns, name: 'front', label_selector: 'app=front' },
      gives(true),
    ),
    call(
      'probes.service_is_initialized',
      { ns, name: 'nobody', raise_if_service_not_initialized: false },
      gives(false),
    ),
    call('probes.service_is_initialized', { ns }, gives(true)),
    call(
      'probes.service_endpoint_is_initialized',
      { ns, name: 'front', label_selector: 'app=front' },
      gives(true),
    ),
    call('probes.service_endpoint_is_initialized', { ns, name: 'front' }, gives(true), fails()),
    call('probes.secret_exists', { ns, name: 'token' }, gives(true)),
    call('secret.probes.secret_exists', { ns, name: 'nobody' }, gives(false)),
    call('probes.secret_exists', { ns, label_selector: 'app=front' }, gives(true)),
  ];
}

/** Probes of a namespace with one pod that finds no node. */
export function casesWhereOneIsStuck(ns: string): Case[] {
  return [
    call('pod.probes.all_pods_healthy', { ns }, fails('kubernetes.pods-unhealthy')),
    call('pod.probes.all_pods_healthy', { ns, raise_on_any_unhealthy: false }, gives(false)),
    call(
      'pod.probes.pods_in_phase',
      { ns, label_selector: 'app=stuck' },
      fails('kubernetes.pod-phase'),
    ),
    call('pod.probes.pod_is_not_available', { ns, name: 'stuck' }, gives(true)),
    call(
      'pod.probes.pods_in_conditions',
      { ns, label_selector: 'app=stuck', conditions: [{ type: 'PodScheduled', status: 'False' }] },
      gives(true),
    ),
    call('pod.probes.read_pod_logs', { ns, name: 'stuck' }, gives({ 'stuck-POD': '' })),
    call(
      'deployment.probes.deployment_available_and_healthy',
      { ns, name: 'stuck' },
      fails('kubernetes.deployment-unhealthy'),
    ),
    call(
      'deployment.probes.deployment_partially_available',
      { ns, name: 'stuck' },
      fails('kubernetes.deployment-unhealthy'),
    ),
    call(
      'deployment.probes.deployment_not_fully_available',
      { ns, name: 'stuck', timeout: 2 },
      gives(true),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'stuck', timeout: 1 },
      fails('kubernetes.deployment-not-ready'),
    ),
  ];
}
