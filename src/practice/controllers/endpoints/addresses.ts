import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt, valueAt } from '../../api/objects.ts';
import type { Kit } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';
import { isOver } from '../kit/pods.ts';

/** Whether a service tells also of pods that are not ready. */
export const publishesAll = (service: KubeObject) =>
  valueAt(service, 'spec', 'publishNotReadyAddresses') === true;

export const isHeadless = (service: KubeObject) => textAt(service, 'spec', 'clusterIP') === 'None';

/**
 * Pods of a service that have an address.
 * @param ending also those under deletion
 */
export function podsOfService(kit: Kit, service: KubeObject, ending: boolean): KubeObject[] {
  const selector = { matchLabels: objectAt(service, 'spec', 'selector') };
  return kit
    .podsOf(service.metadata.namespace ?? '', selector)
    .filter((pod) => !isOver(pod) && addressOf(pod) !== '' && (ending || !isEnding(pod)));
}

export const addressOf = (pod: KubeObject) => textAt(pod, 'status', 'podIP');

/** A port of a service, as a pod serves it. */
export interface PodPort {
  /** Empty where the service has only this one. */
  name: string;
  port: number;
  protocol: string;
  appProtocol?: string;
}

/** Ports of a service on a pod; one whose name the pod does not know is left out. */
export function portsOn(service: KubeObject, pod: KubeObject): PodPort[] {
  return listAt(service, 'spec', 'ports')
    .filter(isObject)
    .flatMap((one) => {
      const protocol = textAt(one, 'protocol');
      const appProtocol = textAt(one, 'appProtocol');
      const port = portOn(pod, one, protocol);
      return port === undefined
        ? []
        : [
            {
              name: textAt(one, 'name'),
              port,
              protocol,
              ...(appProtocol === '' ? {} : { appProtocol }),
            },
          ];
    });
}

function portOn(pod: KubeObject, port: JsonObject, protocol: string): number | undefined {
  const target = port['targetPort'];
  if (typeof target !== 'string') {
    return typeof target === 'number' && target !== 0 ? target : numberAt(port, 'port');
  }
  const containers = [
    ...listAt(pod, 'spec', 'containers'),
    ...listAt(pod, 'spec', 'initContainers').filter(
      (one) => textAt(one, 'restartPolicy') === 'Always',
    ),
  ];
  const found = containers
    .flatMap((container) => listAt(container, 'ports'))
    .find((one) => textAt(one, 'name') === target && textAt(one, 'protocol') === protocol);
  return found === undefined ? undefined : numberAt(found, 'containerPort');
}

/** The reference to a pod, as both forms have it. */
export function targetOf({ metadata }: KubeObject): JsonObject {
  const { namespace = '', name, uid } = metadata;
  return { kind: 'Pod', namespace, name, uid };
}

/** Name of a pod of a stateful set below its service. */
export function hostnameOf(service: KubeObject, pod: KubeObject): JsonObject {
  const hostname = textAt(pod, 'spec', 'hostname');
  const isNamed = hostname !== '' && textAt(pod, 'spec', 'subdomain') === service.metadata.name;
  return isNamed && service.metadata.namespace === pod.metadata.namespace ? { hostname } : {};
}
