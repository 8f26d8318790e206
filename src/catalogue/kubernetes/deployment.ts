import type { CatalogueEntry } from '../types.ts';
import {
  flag,
  labelSelector,
  ns,
  optionalText,
  requiredInteger,
  requiredText,
  specPath,
  waitTimeout,
} from './parameters.ts';

const actions = 'chaosk8s.deployment.actions';
const probes = 'chaosk8s.deployment.probes';

const found = 'A deployment that does not exist fails too.';

/** Activities of `chaosk8s.deployment.*`. */
export const deploymentEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_deployment',
    aliases: ['chaosk8s.actions.create_deployment'],
    kind: 'action',
    summary: 'Creates a deployment from a manifest file.',
    doc: 'Returns nothing. Does not wait until its pods are ready. Undo deletes the deployment again.',
    parameters: [specPath('Deployment'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_deployment',
    aliases: ['chaosk8s.actions.delete_deployment'],
    kind: 'action',
    summary: 'Deletes deployments by name or label, and with them their pods.',
    doc: `Returns nothing, also when no deployment matches. When \`name\` is given, \`label_selector\` is not looked at. When both are missing or empty every deployment of the namespace would be meant: that is refused here unless the run allows it, whereas the original goes ahead.

The API server deletes the deployment at once, the garbage collector its pods shortly after. Undo creates the deployment again, but its rollout history is lost.`,
    parameters: [optionalText('name', 'Exact name of the deployment.'), ns, labelSelector],
    destructive: true,
  },
  {
    module: actions,
    func: 'scale_deployment',
    aliases: ['chaosk8s.actions.scale_deployment'],
    kind: 'action',
    summary: 'Sets the number of replicas of a deployment.',
    doc: 'Returns nothing and does not wait. A HorizontalPodAutoscaler or a GitOps controller may set the number back. Undo restores the former number.',
    parameters: [
      requiredText('name', 'Exact name of the deployment.'),
      requiredInteger('replicas', 'Number of pods wanted; 0 stops them all.'),
      ns,
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'rollout_deployment',
    aliases: [],
    kind: 'action',
    summary: 'Restarts all pods of a deployment, as `kubectl rollout restart` does.',
    doc: 'Returns nothing and does not wait. The deployment’s own rollout strategy decides how many pods are missing meanwhile. Undo cannot bring the former pods back.',
    parameters: [
      optionalText(
        'name',
        'Exact name of the deployment. The original lets it be left out and then fails.',
      ),
      ns,
    ],
    destructive: true,
  },
  {
    module: probes,
    func: 'deployment_available_and_healthy',
    aliases: ['chaosk8s.probes.deployment_available_and_healthy'],
    kind: 'probe',
    summary: 'Checks that all replicas of a deployment are available now.',
    doc: `Returns \`true\`, or fails. ${found} A deployment scaled to 0 counts as healthy, where the original takes the missing figure for a difference.`,
    parameters: [
      requiredText('name', 'Exact name of the deployment.'),
      ns,
      labelSelector,
      flag(
        'raise_on_unavailable',
        true,
        'Whether an unhealthy deployment fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'deployment_partially_available',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that at least one replica of a deployment is available now.',
    doc: `Returns \`true\`, or fails. ${found} A deployment with no available replica is reported as unhealthy, where the original ends in an error.`,
    parameters: [
      requiredText('name', 'Exact name of the deployment.'),
      ns,
      labelSelector,
      flag(
        'raise_on_not_partially_available',
        true,
        'Whether an unavailable deployment fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'deployment_not_fully_available',
    aliases: ['chaosk8s.probes.deployment_not_fully_available'],
    kind: 'probe',
    summary: 'Waits until some replica of a deployment is not ready.',
    doc: 'Returns `true` as soon as fewer (or more) replicas are ready than wanted, or fails when the time is over. Every state counts from the first look on. A deployment scaled to 0 with none ready counts as fully available, where the original takes the missing figure for a difference.',
    parameters: [
      requiredText('name', 'Exact name of the deployment.'),
      ns,
      labelSelector,
      waitTimeout,
      flag(
        'raise_on_fully_available',
        true,
        'Whether the end of the time fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'deployment_fully_available',
    aliases: ['chaosk8s.probes.deployment_fully_available'],
    kind: 'probe',
    summary: 'Waits until all replicas of a deployment are ready.',
    doc: 'Returns `true` as soon as the controller has seen the newest specification and all wanted replicas are ready, or fails when the time is over. A deployment scaled to 0 with none ready counts as fully available; the original waits for ever.',
    parameters: [
      requiredText('name', 'Exact name of the deployment.'),
      ns,
      labelSelector,
      waitTimeout,
      flag(
        'raise_on_not_fully_available',
        true,
        'Whether the end of the time fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
];
