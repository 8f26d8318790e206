import { HumanError } from '../../../messages/error.ts';
import { flag, namespaceOf, optionalText, requiredText } from '../common/arguments.ts';
import { awaitState, isObserved } from '../common/readiness.ts';
import { collectionPath, deployments, toList } from '../common/resources.ts';
import { wantedReplicas } from '../common/scaling.ts';
import type { KubernetesProbe } from '../types.ts';
import { allReady, availableReplicas, type Deployment } from './deployment.ts';

/** A probe that looks once. */
function look(raise: string, healthy: (deployment: Deployment) => boolean): KubernetesProbe {
  return {
    kind: 'probe',
    access: (args) => [toList(deployments, namespaceOf(args))],
    async run(args, client, context) {
      const name = requiredText(args, 'name');
      const namespace = namespaceOf(args);
      const query = {
        fieldSelector: `metadata.name=${name}`,
        labelSelector: optionalText(args, 'label_selector') || undefined,
      };
      const path = collectionPath(deployments, namespace);
      const [found] = (await client.list(path, query, context.signal)).items as Deployment[];
      if (found !== undefined && healthy(found)) {
        return true;
      }
      if (!flag(args, raise, true)) {
        return false;
      }
      throw found === undefined
        ? new HumanError('kubernetes.deployment-missing', { name, namespace })
        : new HumanError('kubernetes.deployment-unhealthy', {
            name,
            namespace,
            available: availableReplicas(found),
            wanted: wantedReplicas(found),
          });
    },
  };
}

/** `deployment_available_and_healthy` */
export const deploymentAvailableAndHealthy = look(
  'raise_on_unavailable',
  (deployment) => availableReplicas(deployment) === wantedReplicas(deployment),
);

/** `deployment_partially_available` */
export const deploymentPartiallyAvailable = look(
  'raise_on_not_partially_available',
  (deployment) => availableReplicas(deployment) >= 1,
);

/** `deployment_not_fully_available` */
export const deploymentNotFullyAvailable = awaitState({
  resource: deployments,
  reached: (object) => !allReady(object),
  failure: {
    unless: 'raise_on_fully_available',
    late: 'kubernetes.deployment-still-ready',
    unseen: 'kubernetes.deployment-never-seen',
  },
});

/** `deployment_fully_available` */
export const deploymentFullyAvailable = awaitState({
  resource: deployments,
  reached: (object) => isObserved(object) && allReady(object),
  failure: {
    unless: 'raise_on_not_fully_available',
    late: 'kubernetes.deployment-not-ready',
    unseen: 'kubernetes.deployment-never-seen',
  },
});
