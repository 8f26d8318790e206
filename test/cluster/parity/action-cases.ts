import { type Case, call, fails, gives } from './case.ts';

/** Actions on a namespace as `populate` makes it; the next ones see what the ones before did. */
export function actionCases(ns: string, manifest: string, service: string): Case[] {
  return [
    call(
      'pod.actions.exec_in_pods',
      { ns, label_selector: 'app=other', cmd: '' },
      fails('kubernetes.command-missing'),
    ),
    call(
      'pod.actions.exec_in_pods',
      { ns, label_selector: 'app=other', cmd: 'echo "1  + 1"', container_name: 'main' },
      gives([
        {
          pod_name: 'other-POD',
          cmd: 'echo "1  + 1"',
          stdout: '1  + 1\n',
          exit_code: 0,
          stderr: '',
        },
      ]),
    ),
    call(
      'pod.actions.exec_in_pods',
      {
        ns,
        name_pattern: '^front-',
        all: true,
        cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
        container_name: 'main',
      },
      gives([
        {
          pod_name: 'front-POD',
          cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
          stdout: 'out\n',
          exit_code: '3',
          stderr: 'command terminated with non-zero exit code: command terminated with exit code 3',
        },
        {
          pod_name: 'front-POD',
          cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
          stdout: 'out\n',
          exit_code: '3',
          stderr: 'command terminated with non-zero exit code: command terminated with exit code 3',
        },
      ]),
    ),
    call(
      'pod.actions.exec_in_pods',
      { ns, label_selector: 'app=other', cmd: 'true', container_name: 'nope' },
      gives([]),
    ),
    call(
      'pod.actions.exec_in_pods',
      { ns, label_selector: 'app=other', cmd: 'true' },
      gives([{ pod_name: 'other-POD', cmd: 'true', stdout: '', exit_code: 0, stderr: '' }]),
      gives([]),
    ),
    call('pod.actions.terminate_pods', { ns, label_selector: 'app=no' }, gives([])),
    call(
      'pod.actions.terminate_pods',
      { ns, label_selector: 'app=front', qty: -1 },
      fails('kubernetes.qty-negative'),
    ),
    call(
      'pod.actions.terminate_pods',
      { ns, label_selector: 'app=front', mode: 'half' },
      fails('kubernetes.mode-unknown'),
    ),
    call(
      'pod.actions.terminate_pods',
      { ns, label_selector: 'app=front', order: 'youngest' },
      fails('kubernetes.order-unknown'),
    ),
    call(
      'pod.actions.terminate_pods',
      { ns, name_pattern: '(' },
      fails('experiment.pattern-unclosed'),
    ),
    call(
      'pod.actions.terminate_pods',
      { ns, name_pattern: '(?P<a>front)', mode: 'percentage', qty: 51, grace_period: 0 },
      gives(['front-POD', 'front-POD']),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'front', timeout: 30 },
      gives(true),
    ),
    call(
      'pod.actions.terminate_pods',
      { ns, name_pattern: 'front', rand: true, order: 'oldest' },
      gives(['front-POD']),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'front', timeout: 30 },
      gives(true),
    ),
    call('pod.actions.delete_pods', { ns, name: 'nobody' }, gives([])),
    call('actions.delete_pods', { ns, name: 'other' }, gives(['other-POD'])),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'other', timeout: 30 },
      gives(true),
    ),
    call('deployment.actions.scale_deployment', { ns, name: 'front', replicas: 1 }, gives(null)),
    call(
      'actions.scale_deployment',
      { ns, name: 'nobody', replicas: 1 },
      fails('kubernetes.object-missing'),
    ),
    call(
      'actions.scale_microservice',
      { ns, name: 'none', replicas: -1 },
      fails('kubernetes.refused'),
    ),
    call('deployment.actions.rollout_deployment', { ns, name: 'none' }, gives(null)),
    call(
      'deployment.actions.rollout_deployment',
      { ns, name: 'nobody' },
      fails('kubernetes.object-missing'),
    ),
    call('deployment.actions.create_deployment', { ns, spec_path: manifest }, gives(null)),
    call('actions.create_deployment', { ns, spec_path: manifest }, fails('kubernetes.exists')),
    call('actions.start_microservice', { ns, spec_path: manifest }, fails('kubernetes.exists')),
    call(
      'deployment.actions.create_deployment',
      { ns, spec_path: '/nowhere.yaml' },
      fails('kubernetes.manifest-unreadable'),
    ),
    call(
      'deployment.probes.deployment_fully_available',
      { ns, name: 'made', timeout: 5 },
      gives(true),
      fails(),
    ),
    call('service.actions.create_service_endpoint', { ns, spec_path: service }, gives(null)),
    call('probes.service_is_initialized', { ns, name: 'made' }, gives(true)),
    call('service.actions.delete_service', { ns, name: 'made' }, gives(null)),
    call('actions.delete_service', { ns, name: 'made' }, fails('kubernetes.object-missing')),
    call('actions.remove_service_endpoint', { ns, name: 'front' }, gives(null)),
    call('probes.service_is_initialized', { ns }, fails('kubernetes.no-services')),
    call('actions.delete_replica_set', { ns, name: 'nobody' }, gives(null)),
    call('replicaset.actions.delete_replica_set', { ns, label_selector: 'app=other' }, gives(null)),
    call('deployment.actions.delete_deployment', { ns, name: 'nobody' }, gives(null)),
    call('deployment.actions.delete_deployment', { ns, name: 'other' }, gives(null)),
    call('actions.delete_deployment', { ns, label_selector: 'app=none' }, gives(null)),
    call(
      'actions.kill_microservice',
      { ns, name: 'made', label_selector: 'app=made' },
      gives(null),
    ),
    call('actions.kill_microservice', { ns, name: 'front' }, gives(null), fails()),
    call(
      'probes.deployment_available_and_healthy',
      { ns, name: 'front' },
      fails('kubernetes.deployment-missing'),
    ),
  ];
}
