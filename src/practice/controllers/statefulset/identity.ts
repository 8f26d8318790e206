import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt } from '../../api/objects.ts';
import { podOf } from '../kit/pod-control.ts';

export const revisionLabel = 'controller-revision-hash';

/** Number in a pod's name; -1 where it is none of the set. */
export function ordinalOf(set: KubeObject, pod: KubeObject): number {
  const { name } = pod.metadata;
  const start = `${set.metadata.name}-`;
  const tail = name.startsWith(start) ? name.slice(start.length) : '';
  return /^\d+$/.test(tail) ? Number(tail) : -1;
}

/** The first number that the set's pods have. */
export const firstOrdinal = (set: KubeObject) => numberAt(set, 'spec', 'ordinals', 'start');

/** A claim template of the set, with the name of the claim of one pod. */
export function claimsOf(
  set: KubeObject,
  ordinal: number,
): { volume: string; claim: JsonObject }[] {
  const { name, namespace = '' } = set.metadata;
  return listAt(set, 'spec', 'volumeClaimTemplates')
    .filter(isObject)
    .map((template) => {
      const volume = textAt(template, 'metadata', 'name');
      const labels = {
        ...objectAt(template, 'metadata', 'labels'),
        ...objectAt(set, 'spec', 'selector', 'matchLabels'),
      };
      const metadata = { name: `${volume}-${name}-${ordinal}`, namespace, labels };
      return { volume, claim: { metadata, spec: objectAt(template, 'spec') } };
    });
}

/**
 * A pod of the set, as it is to be created.
 * @param revision name of the revision that the template is of
 */
export function newPod(
  set: KubeObject,
  template: JsonObject,
  revision: string,
  ordinal: number,
): JsonObject {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podOf(set, template, name);
  const metadata = objectAt(pod, 'metadata');
  const labels = {
    ...objectAt(metadata, 'labels'),
    [revisionLabel]: revision,
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(ordinal),
  };
  const serviceName = textAt(set, 'spec', 'serviceName');
  const claims = claimsOf(set, ordinal);
  const names = claims.map(({ volume }) => volume);
  const volumes = [
    ...claims.map(({ volume, claim }) => ({
      name: volume,
      persistentVolumeClaim: { claimName: textAt(claim, 'metadata', 'name') },
    })),
    ...listAt(pod, 'spec', 'volumes').filter((one) => !names.includes(textAt(one, 'name'))),
  ];
  return {
    metadata: { ...metadata, generateName: `${set.metadata.name}-`, labels },
    spec: {
      ...objectAt(pod, 'spec'),
      hostname: name,
      ...(serviceName === '' ? {} : { subdomain: serviceName }),
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  };
}
