import { asObject } from '../../api/api.ts';
import { type KubeObject, numberAt, textAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { candidatePods, claim } from '../kit/claim.ts';
import { followDependents, followObjects } from '../kit/follow.ts';
import { type History, syncHistory, templateOfRevision, truncateHistory } from '../kit/history.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';
import { isNamespaceEnding } from '../kit/pod-control.ts';
import { isOver, untilAvailable } from '../kit/pods.ts';
import { specNumber, writeStatus } from '../kit/status.ts';
import { createClaims, ownClaims } from './claims.ts';
import { firstOrdinal, newPod, ordinalOf } from './identity.ts';
import { isHealthy, revisionOfPod, statusOf } from './status.ts';

const component = 'statefulset-controller';

/** Keeps the numbered pods of each stateful set, in order. */
export function startStatefulSets(kit: Kit): void {
  const sets = kit.resource('statefulsets.apps');
  const queue = kit.queue('stateful set', (key) => {
    const set = kit.objects(sets.id).get(key);
    const next = set === undefined ? undefined : reconcile(kit, set);
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  });
  followDependents(kit, queue, sets, 'pods');
  followObjects(kit, queue, sets);
}

/** @returns milliseconds after which a pod will have been ready for long enough */
function reconcile(kit: Kit, set: KubeObject): number | undefined {
  const pods = claim(kit, set, kit.resource('pods'), candidatePods(kit, set));
  const history = syncHistory(kit, set, 'controller.kubernetes.io/hash');
  const known = textAt(set, 'status', 'currentRevision');
  const current =
    history.revisions.find(({ metadata }) => metadata.name === known) ?? history.update;
  let failure: unknown;
  if (!isEnding(set)) {
    try {
      new Round(kit, set, pods, current, history).run();
    } catch (error) {
      failure = error;
    }
  }
  const all = kit.objects('pods').by('owner', set.metadata.uid);
  const status = statusOf(kit, set, all, current.metadata.name, history);
  writeStatus(kit, kit.resource('statefulsets.apps'), set, status);
  const live = [current.metadata.name, history.update.metadata.name, ...all.map(revisionOfPod)];
  truncateHistory(kit, set, history, new Set(live));
  if (failure !== undefined && !isNamespaceEnding(failure)) {
    throw failure;
  }
  const minReady = specNumber(set, 'minReadySeconds', 0);
  const waits = all
    .map((pod) => untilAvailable(pod, minReady, kit.now()) ?? 0)
    .filter((ms) => ms > 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

/** One look at a set. In order, it does one thing and waits for it to work; in parallel, all. */
class Round {
  readonly #kit: Kit;
  readonly #set: KubeObject;
  readonly #current: KubeObject;
  readonly #update: KubeObject;
  readonly #isOrdered: boolean;
  /** By place; undefined where there is none. */
  readonly #replicas: (KubeObject | undefined)[];
  /** Beyond the wanted number, highest first. */
  readonly #condemned: KubeObject[];

  constructor(
    kit: Kit,
    set: KubeObject,
    pods: readonly KubeObject[],
    current: KubeObject,
    history: History,
  ) {
    this.#kit = kit;
    this.#set = set;
    this.#current = current;
    this.#update = history.update;
    this.#isOrdered = textAt(set, 'spec', 'podManagementPolicy') !== 'Parallel';
    const first = firstOrdinal(set);
    const wanted = specNumber(set, 'replicas', 1);
    const at = (ordinal: number) => pods.find((pod) => ordinalOf(set, pod) === ordinal);
    this.#replicas = Array.from({ length: wanted }, (_, index) => at(first + index));
    this.#condemned = pods
      .filter((pod) => {
        const ordinal = ordinalOf(set, pod);
        return ordinal >= 0 && (ordinal < first || ordinal >= first + wanted);
      })
      .sort((one, other) => ordinalOf(set, other) - ordinalOf(set, one));
  }

  run(): void {
    for (const [index, pod] of this.#replicas.entries()) {
      if (this.#keep(index, pod) && this.#isOrdered) {
        return;
      }
    }
    for (const pod of this.#condemned) {
      ownClaims(this.#kit, this.#set, ordinalOf(this.#set, pod), pod, true);
    }
    for (const pod of this.#condemned) {
      if (this.#condemn(pod) && this.#isOrdered) {
        return;
      }
    }
    if (this.#isRolling) {
      this.#roll();
    }
  }

  /** @returns whether the next place has to wait */
  #keep(index: number, pod: KubeObject | undefined): boolean {
    const ordinal = firstOrdinal(this.#set) + index;
    if (pod === undefined) {
      this.#create(ordinal);
      return true;
    }
    if (isOver(pod)) {
      if (!isEnding(pod)) {
        this.#delete(pod);
      }
      return true;
    }
    if (textAt(pod, 'status', 'phase') === 'Pending') {
      createClaims(this.#kit, this.#set, ordinal);
    }
    ownClaims(this.#kit, this.#set, ordinal, pod, false);
    return isEnding(pod) || !isHealthy(this.#kit, this.#set, pod);
  }

  /** @returns whether the next one has to wait */
  #condemn(pod: KubeObject): boolean {
    if (isEnding(pod)) {
      return true;
    }
    // A pod that does not work need not be waited for, if it is the lowest that does not.
    const isUnhealthy = !isHealthy(this.#kit, this.#set, pod);
    if (this.#isOrdered && isUnhealthy && pod !== this.#lowestUnhealthy()) {
      return true;
    }
    this.#delete(pod);
    return true;
  }

  #lowestUnhealthy(): KubeObject | undefined {
    const all = [...this.#replicas, ...[...this.#condemned].reverse()];
    return all.find(
      (pod) => pod !== undefined && (isEnding(pod) || !isHealthy(this.#kit, this.#set, pod)),
    );
  }

  /** From the highest down, one at a time, to the partition. */
  #roll(): void {
    for (let index = this.#replicas.length - 1; index >= this.#partition; index--) {
      const pod = this.#replicas[index];
      if (pod === undefined) {
        return;
      }
      if (revisionOfPod(pod) !== this.#update.metadata.name && !isEnding(pod)) {
        this.#delete(pod);
        return;
      }
      if (isEnding(pod) || !isHealthy(this.#kit, this.#set, pod)) {
        return;
      }
    }
  }

  #create(ordinal: number): void {
    const set = this.#set;
    const namespace = set.metadata.namespace ?? '';
    const revision = this.#revisionFor(ordinal);
    const pod = newPod(set, templateOfRevision(revision), revision.metadata.name, ordinal);
    createClaims(this.#kit, set, ordinal);
    try {
      this.#kit.api.create(this.#kit.resource('pods'), namespace, asObject(pod), writer);
    } catch (error) {
      if (error instanceof ApiError && !isNamespaceEnding(error)) {
        const name = `${set.metadata.name}-${ordinal}`;
        const message = `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${error.message}`;
        const what = { type: 'Warning', reason: 'FailedCreate', message } as const;
        this.#kit.events.record(component, set, what);
      }
      throw error;
    }
    ownClaims(this.#kit, set, ordinal, undefined, false);
    this.#tell('Create', `${set.metadata.name}-${ordinal}`);
  }

  /** Below the partition a pod comes again as it was before the update. */
  #revisionFor(ordinal: number): KubeObject {
    return this.#isRolling && ordinal < firstOrdinal(this.#set) + this.#partition
      ? this.#current
      : this.#update;
  }

  get #isRolling(): boolean {
    return textAt(this.#set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate';
  }

  get #partition(): number {
    return numberAt(this.#set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  }

  #delete(pod: KubeObject): void {
    const { namespace = '', name, uid } = pod.metadata;
    this.#kit.api.delete(this.#kit.resource('pods'), namespace, name, { preconditions: { uid } });
    this.#tell('Delete', name);
  }

  #tell(verb: 'Create' | 'Delete', pod: string): void {
    this.#kit.events.record(component, this.#set, {
      type: 'Normal',
      reason: `Successful${verb}`,
      message: `${verb} Pod ${pod} in StatefulSet ${this.#set.metadata.name} successful`,
    });
  }
}
