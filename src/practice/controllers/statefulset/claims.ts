import { isDeepStrictEqual } from 'node:util';
import { asObject } from '../../api/api.ts';
import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import { objectAt, textAt } from '../../api/objects.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { controlledBy } from '../kit/owners.ts';
import { claimsOf } from './identity.ts';

const id = 'persistentvolumeclaims';
const component = 'statefulset-controller';

/** Creates the claims of a pod that are not there. */
export function createClaims(kit: Kit, set: KubeObject, ordinal: number): void {
  const claims = kit.resource(id);
  const namespace = set.metadata.namespace ?? '';
  const pod = `${set.metadata.name}-${ordinal}`;
  for (const { claim } of claimsOf(set, ordinal)) {
    const name = textAt(claim, 'metadata', 'name');
    if (kit.api.find(claims, namespace, name) === undefined) {
      kit.api.create(claims, namespace, asObject(claim), writer);
      kit.events.record(component, set, {
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `Create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`,
      });
    }
  }
}

/**
 * Says in the claims of a pod with whom they are deleted: by the set's policy that is the set, the pod
 * that is scaled away, or nobody.
 * @param isCondemned whether the pod is to go because the set wants fewer
 */
export function ownClaims(
  kit: Kit,
  set: KubeObject,
  ordinal: number,
  pod: KubeObject | undefined,
  isCondemned: boolean,
): void {
  const claims = kit.resource(id);
  const namespace = set.metadata.namespace ?? '';
  const wanted = ownersOf(set, pod, isCondemned);
  const ours = new Set([set.metadata.uid, pod?.metadata.uid]);
  for (const { claim } of claimsOf(set, ordinal)) {
    const found = kit.api.find(claims, namespace, textAt(claim, 'metadata', 'name'));
    if (found === undefined) {
      continue;
    }
    const before = found.metadata.ownerReferences ?? [];
    const others = before.filter(
      ({ uid, kind, name }) => !ours.has(uid) && !isOld(set, kind, name),
    );
    const next = [...others, ...wanted];
    if (!isDeepStrictEqual(before, next)) {
      const change = ({ metadata }: KubeObject) => {
        if (next.length === 0) {
          delete metadata.ownerReferences;
        } else {
          metadata.ownerReferences = next;
        }
      };
      kit.api.change(claims, namespace, found.metadata.name, change, writer);
    }
  }
}

/** A reference to a pod of the set that has been replaced since. */
const isOld = (set: KubeObject, kind: string, name: string) =>
  kind === 'Pod' && name.startsWith(`${set.metadata.name}-`);

function ownersOf(
  set: KubeObject,
  pod: KubeObject | undefined,
  isCondemned: boolean,
): OwnerReference[] {
  const policy = objectAt(set, 'spec', 'persistentVolumeClaimRetentionPolicy');
  if (policy['whenScaled'] === 'Delete' && isCondemned) {
    return pod === undefined ? [] : [controlledBy(pod)];
  }
  return policy['whenDeleted'] === 'Delete' ? [controlledBy(set)] : [];
}
