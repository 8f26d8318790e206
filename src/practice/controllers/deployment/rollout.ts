import type { JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, numberAt, objectAt, textAt, valueAt } from '../../api/objects.ts';
import { candidates, claim } from '../kit/claim.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { keyOfObject } from '../kit/object-index.ts';
import { shareOf } from '../kit/share.ts';
import { specNumber, withAnnotations } from '../kit/status.ts';
import { sameTemplate } from '../kit/template-hash.ts';

export const component = 'deployment-controller';

export const annotation = {
  revision: 'deployment.kubernetes.io/revision',
  history: 'deployment.kubernetes.io/revision-history',
  desired: 'deployment.kubernetes.io/desired-replicas',
  most: 'deployment.kubernetes.io/max-replicas',
} as const;

/** A deployment at work, and its replica sets as they are at each moment. */
export class Rollout {
  readonly kit: Kit;
  /** A copy to which the work adds what is written in the end: annotations and conditions. */
  readonly deployment: KubeObject;
  readonly #keys: Set<string>;

  constructor(kit: Kit, deployment: KubeObject) {
    this.kit = kit;
    this.deployment = structuredClone(deployment);
    const resource = kit.resource('replicasets.apps');
    const sets = claim(kit, deployment, resource, candidates(kit, deployment, resource));
    this.#keys = new Set(sets.map(keyOfObject));
  }

  /** All replica sets, oldest first. */
  sets(): KubeObject[] {
    const index = this.kit.objects('replicasets.apps');
    return [...this.#keys].flatMap((key) => index.get(key) ?? []).sort(byCreation);
  }

  /** The replica set of the deployment's template as it is now. */
  newSet(): KubeObject | undefined {
    const template = objectAt(this.deployment, 'spec', 'template');
    return this.sets().find((set) => sameTemplate(objectAt(set, 'spec', 'template'), template));
  }

  /** The replica sets of earlier templates, oldest first. */
  oldSets(): KubeObject[] {
    const uid = this.newSet()?.metadata.uid;
    return this.sets().filter(({ metadata }) => metadata.uid !== uid);
  }

  /** Takes in a replica set that was created. */
  add(set: KubeObject): void {
    this.#keys.add(keyOfObject(set));
  }

  /** How many pods are wanted. */
  get wanted(): number {
    return specNumber(this.deployment, 'replicas', 1);
  }

  get isRolling(): boolean {
    return textAt(this.deployment, 'spec', 'strategy', 'type') === 'RollingUpdate';
  }

  /** How many pods there may be more than wanted. */
  get maxSurge(): number {
    return this.isRolling ? shareOf(this.#limit('maxSurge'), this.wanted, 'up') : 0;
  }

  /** How many pods may be missing; at least 1 where there may be none more. */
  get maxUnavailable(): number {
    if (!this.isRolling || this.wanted === 0) {
      return 0;
    }
    const allowed = shareOf(this.#limit('maxUnavailable'), this.wanted, 'down');
    return Math.min(allowed === 0 && this.maxSurge === 0 ? 1 : allowed, this.wanted);
  }

  /**
   * Lets a replica set want a number of pods, and tells of it by an event.
   * @returns whether that is another number than before
   */
  scale(set: KubeObject, replicas: number): boolean {
    const before = wantedOf(set);
    const marks = this.replicaMarks();
    const isMarked = Object.entries(marks).every(
      ([key, value]) => set.metadata.annotations?.[key] === value,
    );
    if (before === replicas && isMarked) {
      return false;
    }
    const { namespace = '', name } = set.metadata;
    const change = (copy: KubeObject) => {
      copy.spec = { ...copy.spec, replicas };
      withAnnotations(copy, marks);
    };
    this.kit.api.change(this.kit.resource('replicasets.apps'), namespace, name, change, writer);
    if (before === replicas) {
      return false;
    }
    const direction = before < replicas ? 'up' : 'down';
    this.tell(`Scaled ${direction} replica set ${name} from ${before} to ${replicas}`);
    return true;
  }

  /** What a replica set remembers of the deployment's size. */
  replicaMarks(): Record<string, string> {
    return {
      [annotation.desired]: String(this.wanted),
      [annotation.most]: String(this.wanted + this.maxSurge),
    };
  }

  tell(message: string): void {
    this.kit.events.record(component, this.deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message,
    });
  }

  /** Seconds without progress after which a rollout has failed; undefined for never. */
  get deadline(): number | undefined {
    const value = valueAt(this.deployment, 'spec', 'progressDeadlineSeconds');
    return typeof value === 'number' && value !== never ? value : undefined;
  }

  #limit(key: string) {
    return valueAt(this.deployment, 'spec', 'strategy', 'rollingUpdate', key);
  }
}

/** The largest number of 32 bits stands for a limit that does not hold. */
export const never = 2_147_483_647;

/** How many pods a replica set wants. */
export const wantedOf = (set: KubeObject) => specNumber(set, 'replicas', 1);

/** A number of an object's status. */
export const statusOf = (set: KubeObject | undefined, key: string) => numberAt(set, 'status', key);

/** A number of some replica sets together. */
export function sum(sets: readonly KubeObject[], number: (set: KubeObject) => number): number {
  return sets.reduce((total, set) => total + number(set), 0);
}

/** Replica sets that want pods. */
export const activeSets = (sets: readonly KubeObject[]) => sets.filter((set) => wantedOf(set) > 0);

/** Number of the revision that a replica set is; 0 where it does not say. */
export function revisionOf({ metadata }: { metadata: KubeObject['metadata'] }): number {
  const number = Number(metadata.annotations?.[annotation.revision] ?? 0);
  return Number.isInteger(number) ? number : 0;
}

/** Older first. */
export function byCreation(one: KubeObject, other: KubeObject): number {
  const [a, b] = [one, other].map(
    ({ metadata }) => `${metadata.creationTimestamp} ${metadata.name}`,
  );
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** The pod template of a deployment or a replica set. */
export const templateOf = (object: KubeObject): JsonObject => objectAt(object, 'spec', 'template');
