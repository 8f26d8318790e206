import type { WorkloadRow } from '../feed-types.ts';
import { controllerOf, type KubeObject } from '../objects.ts';

interface Owner {
  kind: string;
  name: string;
  uid: string;
}

interface PodOwner extends Owner {
  /** Label `pod-template-hash`: the end of the name of a Deployment's ReplicaSet. */
  hash?: string;
}

/** Kinds whose own uid their pods name. */
const direct = new Set(['StatefulSet', 'DaemonSet', 'Job']);

/** Knows to which workload a pod belongs. */
export class Owners {
  /** uid of a pod → its controller. */
  readonly #pods = new Map<string, PodOwner>();
  /** uid of a ReplicaSet → its Deployment; undefined where none manages it. */
  readonly #replicaSets = new Map<string, Owner | undefined>();

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
    this.#replicaSets.set(set.metadata.uid, owner?.kind === 'Deployment' ? owner : undefined);
  }

  /** Deployments by their name, for `workloadOf`. */
  static byName(workloads: Iterable<WorkloadRow>): ReadonlyMap<string, string> {
    const deployments = [...workloads].filter(({ kind }) => kind === 'Deployment');
    return new Map(deployments.map(({ name, uid }) => [name, uid]));
  }

  /**
   * uid of a pod's workload. Where ReplicaSets may not be read the Deployment is found by the name
   * it gave its ReplicaSet.
   * @param deployments uids by name
   */
  workloadOf(pod: string, deployments: ReadonlyMap<string, string>): string | undefined {
    const owner = this.#pods.get(pod);
    if (owner === undefined) {
      return undefined;
    }
    if (direct.has(owner.kind)) {
      return owner.uid;
    }
    if (owner.kind !== 'ReplicaSet') {
      return undefined;
    }
    if (this.#replicaSets.has(owner.uid)) {
      return (this.#replicaSets.get(owner.uid) ?? owner).uid;
    }
    const { hash } = owner;
    return hash !== undefined && owner.name.endsWith(`-${hash}`)
      ? deployments.get(owner.name.slice(0, -hash.length - 1))
      : undefined;
  }
}
