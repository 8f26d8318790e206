import { controllerOf, type KubeObject } from '../objects.ts';

/**
 * The workload that an object belongs to; undefined where it has no controller. A pod of a Deployment
 * belongs to a ReplicaSet, and the Deployment is known by its name, which ends in the hash that the
 * pod carries as a label.
 */
export function workloadOf(object: KubeObject): { kind: string; name: string } | undefined {
  const owner = controllerOf(object);
  const hash = object.metadata.labels?.['pod-template-hash'];
  return owner?.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`)
    ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) }
    : owner;
}
