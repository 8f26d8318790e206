import type { JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { KubeObject } from '../objects.ts';
import { fillName, flag, namespaceOf, optionalText, requiredText, seconds } from './arguments.ts';
import {
  allReady,
  availableReplicas,
  type Deployment,
  isObserved,
  wantedReplicas,
} from './deployment.ts';
import { collectionPath, deployments } from './resources.ts';
import type { KubernetesProbe } from './types.ts';
import { waitForObject } from './wait.ts';

/** A probe that looks once. */
function look(raise: string, healthy: (deployment: Deployment) => boolean): KubernetesProbe {
  return {
    kind: 'probe',
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

/** A probe that waits for a state. */
function wait(
  raise: string,
  code: string,
  reached: (deployment: Deployment) => boolean,
): KubernetesProbe {
  return {
    kind: 'probe',
    async run(args, client, context) {
      const name = requiredText(args, 'name');
      const namespace = namespaceOf(args);
      const limit = seconds(args, 'timeout', 30);
      let seen = false;
      const met = await waitForObject(
        client,
        collectionPath(deployments, namespace),
        { fieldSelector: `metadata.name=${name}`, labelSelector: selectorOf(args, name) },
        limit,
        context.signal,
        (object: KubeObject) => {
          seen = true;
          return reached(object as Deployment);
        },
      );
      if (met || !flag(args, raise, true)) {
        return met;
      }
      throw new HumanError(seen ? code : 'kubernetes.deployment-never-seen', {
        name,
        namespace,
        seconds: limit,
      });
    },
  };
}

function selectorOf(args: JsonObject, name: string): string | undefined {
  const selector = optionalText(args, 'label_selector');
  return selector ? fillName(selector, name) : undefined;
}

/** `deployment_not_fully_available` */
export const deploymentNotFullyAvailable = wait(
  'raise_on_fully_available',
  'kubernetes.deployment-still-ready',
  (deployment) => !allReady(deployment),
);

/** `deployment_fully_available` */
export const deploymentFullyAvailable = wait(
  'raise_on_not_fully_available',
  'kubernetes.deployment-not-ready',
  (deployment) => isObserved(deployment) && allReady(deployment),
);
