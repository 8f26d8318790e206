import type { WorkloadRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';

interface Owner {
  kind: string;
  name: string;
  uid: string;
}

interface PodOwner extends Owner {
  /** Label `pod-template-hash`: the end of the name of a Deployment's ReplicaSet. */
  hash?: string;
}

/** Knows to which workload a pod belongs. */
export class Owners {
  /** uid of a pod → its controller. */
  readonly #pods = new Map<string, PodOwner>();
  /** uid of a ReplicaSet → its Deployment. */
  readonly #replicaSets = new Map<string, Owner>();

  replacePods(items: KubeObject[]): void {
    this.#pods.clear();
    for (const item of items) {
      this.putPod(item);
    }
  }

  putPod(pod: KubeObject): void {
    const owner = controllerOf(pod);
    if (owner !== undefined) {
      const hash = pod.metadata.labels?.['pod-template-hash'];
      this.#pods.set(pod.metadata.uid, { ...owner, ...(hash && { hash }) });
    }
  }

  removePod(uid: string): void {
    this.#pods.delete(uid);
  }

  replaceReplicaSets(items: KubeObject[]): void {
    this.#replicaSets.clear();
    for (const item of items) {
      this.putReplicaSet(item);
    }
  }

  putReplicaSet(set: KubeObject): void {
    const owner = controllerOf(set);
    if (owner !== undefined) {
      this.#replicaSets.set(set.metadata.uid, owner);
    }
  }

  /**
   * uid of a pod's workload. Where ReplicaSets may not be read the Deployment is found by the name
   * it gave its ReplicaSet.
   */
  workloadOf(pod: string, workloads: Iterable<WorkloadRow>): string | undefined {
    const owner = this.#pods.get(pod);
    if (owner?.kind === 'StatefulSet' || owner?.kind === 'DaemonSet') {
      return owner.uid;
    }
    if (owner?.kind !== 'ReplicaSet') {
      return undefined;
    }
    const deployment = this.#replicaSets.get(owner.uid);
    if (deployment !== undefined) {
      return deployment.uid;
    }
    const { hash } = owner;
    if (hash === undefined || !owner.name.endsWith(`-${hash}`)) {
      return undefined;
    }
    const name = owner.name.slice(0, -hash.length - 1);
    for (const row of workloads) {
      if (row.kind === 'Deployment' && row.name === name) {
        return row.uid;
      }
    }
    return undefined;
  }
}

function controllerOf(object: KubeObject): Owner | undefined {
  const owners: (Owner & { controller?: boolean })[] = object.metadata.ownerReferences ?? [];
  const owner = owners.find(({ controller }) => controller === true);
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}
