import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { KubeObject } from '../../objects.ts';
import type { KubernetesProbe } from '../types.ts';
import { fillName, flag, namespaceOf, optionalText, requiredText, seconds } from './arguments.ts';
import { collectionPath, type Resource, toList, toWait } from './resources.ts';
import { waitForObject } from './wait.ts';

/** A state of a workload that a probe waits for. */
export interface Awaited {
  resource: Resource;
  reached(object: KubeObject): boolean;
  /** The failure when the time is over, and when the workload was never there. */
  failure?: {
    /** Argument that says whether the end of the time fails the probe, or gives `false`. */
    unless: string;
    late: string;
    unseen: string;
  };
}

/** A probe that waits until a workload is in a state. Without a failure it gives `false` in the end. */
export function awaitState({ resource, reached, failure }: Awaited): KubernetesProbe {
  return {
    kind: 'probe',
    access: (args) => toWait(resource, namespaceOf(args)),
    async run(args, client, context) {
      const name = requiredText(args, 'name');
      const namespace = namespaceOf(args);
      const limit = seconds(args, 'timeout', 30);
      let seen = false;
      const met = await waitForObject(
        client,
        collectionPath(resource, namespace),
        { fieldSelector: `metadata.name=${name}`, labelSelector: selectorOf(args, name) },
        limit,
        context.signal,
        (object: KubeObject) => {
          seen = true;
          return reached(object);
        },
      );
      if (met || failure === undefined || !flag(args, failure.unless, true)) {
        return met;
      }
      const facts = { name, namespace, seconds: limit };
      throw new HumanError(seen ? failure.late : failure.unseen, facts);
    },
  };
}

function selectorOf(args: JsonObject, name: string): string | undefined {
  const selector = optionalText(args, 'label_selector');
  return selector ? fillName(selector, name) : undefined;
}

/** A probe that looks once; `false` where the workload is not there. */
export function lookOnce(
  resource: Resource,
  healthy: (object: KubeObject) => boolean,
): KubernetesProbe {
  return {
    kind: 'probe',
    access: (args) => [toList(resource, namespaceOf(args))],
    async run(args, client, context) {
      const query = {
        fieldSelector: `metadata.name=${requiredText(args, 'name')}`,
        labelSelector: optionalText(args, 'label_selector') || undefined,
      };
      const path = collectionPath(resource, namespaceOf(args));
      const [found] = (await client.list(path, query, context.signal)).items;
      return found !== undefined && healthy(found);
    },
  };
}

/** Whether the controller has seen the newest specification, so that the status is about it. */
export function isObserved({ metadata, status }: KubeObject): boolean {
  const { observedGeneration = 0 } = (status ?? {}) as { observedGeneration?: number };
  return observedGeneration >= (metadata.generation ?? 0);
}
