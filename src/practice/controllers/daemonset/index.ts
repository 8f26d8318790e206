import { isDeepStrictEqual } from 'node:util';
import { isReady, type KubeObject, listAt } from '../../api/objects.ts';
import { candidatePods, claim } from '../kit/claim.ts';
import { followDependents, followObjects } from '../kit/follow.ts';
import { type History, syncHistory, truncateHistory } from '../kit/history.ts';
import type { Kit } from '../kit/kit.ts';
import { keyOfObject } from '../kit/object-index.ts';
import { isEnding } from '../kit/owners.ts';
import { createPod, deletePod } from '../kit/pod-control.ts';
import { isAvailable, untilAvailable } from '../kit/pods.ts';
import { counts, specNumber, writeStatus } from '../kit/status.ts';
import { oldestFirst } from './order.ts';
import { type NodePods, plan } from './plan.ts';
import { hashLabel, judge, nodeOf, podFor } from './pods.ts';

const component = 'daemonset-controller';

/** Milliseconds before a pod that failed is replaced again: doubled each time. */
const firstBackOff = 1_000;
const lastBackOff = 900_000;

/** Keeps a pod of each daemon set on each node that is to have one. */
export function startDaemonSets(kit: Kit): void {
  const sets = kit.resource('daemonsets.apps');
  const failures = new Map<string, { count: number; at: number }>();
  const queue = kit.queue('daemon set', (key) => {
    const set = kit.objects(sets.id).get(key);
    if (set === undefined || isEnding(set)) {
      return;
    }
    const next = new Round(kit, set, failures).run();
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  });
  followDependents(kit, queue, sets, 'pods');
  followObjects(kit, queue, sets);
  kit.objects('nodes').onChange(({ object, previous }) => {
    const isSame =
      previous !== undefined &&
      isDeepStrictEqual(object.metadata.labels, previous.metadata.labels) &&
      isDeepStrictEqual(listAt(object, 'spec', 'taints'), listAt(previous, 'spec', 'taints'));
    if (isSame) {
      return;
    }
    for (const set of kit.objects(sets.id).all()) {
      queue.add(keyOfObject(set));
    }
  });
}

class Round {
  readonly #kit: Kit;
  readonly #set: KubeObject;
  readonly #failures: Map<string, { count: number; at: number }>;
  readonly #waits: number[] = [];

  constructor(kit: Kit, set: KubeObject, failures: Map<string, { count: number; at: number }>) {
    this.#kit = kit;
    this.#set = set;
    this.#failures = failures;
  }

  /** @returns milliseconds after which to look again */
  run(): number | undefined {
    const kit = this.#kit;
    const history = syncHistory(kit, this.#set, hashLabel);
    const hash = history.update.metadata.labels?.[hashLabel] ?? '';
    const next = plan(this.#set, this.#nodes(), hash, {
      isAvailable: (pod) => this.#isAvailable(pod),
      mayReplace: (pod) => this.#mayReplace(pod),
    });
    for (const { reason, message, type } of next.events) {
      kit.events.record(component, this.#set, { type, reason, message });
    }
    for (const node of next.create) {
      createPod(kit, component, this.#set, podFor(this.#set, node, hash));
    }
    for (const pod of next.remove) {
      deletePod(kit, component, this.#set, pod);
    }
    this.#writeStatus(hash);
    this.#truncate(history);
    return this.#waits.length === 0 ? undefined : Math.min(...this.#waits);
  }

  /** All nodes, with the set's pods on them; also nodes that are gone and still have one. */
  #nodes(): NodePods[] {
    const resource = this.#kit.resource('pods');
    const pods = claim(this.#kit, this.#set, resource, candidatePods(this.#kit, this.#set));
    const byNode = Map.groupBy(pods, nodeOf);
    return this.#kit
      .objects('nodes')
      .all()
      .map((node) => ({
        node: node.metadata.name,
        ...judge(this.#set, node),
        pods: byNode.get(node.metadata.name) ?? [],
      }));
  }

  #isAvailable(pod: KubeObject): boolean {
    return isAvailable(pod, specNumber(this.#set, 'minReadySeconds', 0), this.#kit.now());
  }

  /** A pod that fails over and over is replaced after ever longer waits. */
  #mayReplace(pod: KubeObject): boolean {
    const key = `${this.#set.metadata.uid}/${nodeOf(pod)}`;
    const now = this.#kit.now();
    const before = this.#failures.get(key);
    const delay = Math.min(firstBackOff * 2 ** ((before?.count ?? 0) - 1), lastBackOff);
    if (before !== undefined && now < before.at + delay) {
      this.#waits.push(before.at + delay - now);
      return false;
    }
    const isOld = before === undefined || now > before.at + 2 * lastBackOff;
    this.#failures.set(key, { count: isOld ? 1 : before.count + 1, at: now });
    return true;
  }

  #writeStatus(hash: string): void {
    const minReady = specNumber(this.#set, 'minReadySeconds', 0);
    const nodes = this.#nodes();
    const wanted = nodes.filter(({ wants }) => wants);
    const firsts = wanted.flatMap(({ pods }) => oldestFirst(pods)[0] ?? []);
    for (const pod of firsts) {
      const wait = untilAvailable(pod, minReady, this.#kit.now()) ?? 0;
      if (wait > 0) {
        this.#waits.push(wait);
      }
    }
    const available = firsts.filter((pod) => this.#isAvailable(pod)).length;
    writeStatus(this.#kit, this.#kit.resource('daemonsets.apps'), this.#set, {
      currentNumberScheduled: firsts.length,
      numberMisscheduled: nodes.filter(({ wants, pods }) => !wants && pods.length > 0).length,
      desiredNumberScheduled: wanted.length,
      numberReady: firsts.filter(isReady).length,
      ...counts({
        observedGeneration: this.#set.metadata.generation ?? 0,
        updatedNumberScheduled: firsts.filter(
          ({ metadata }) => metadata.labels?.[hashLabel] === hash,
        ).length,
        numberAvailable: available,
        numberUnavailable: wanted.length - available,
      }),
    });
  }

  #truncate(history: History): void {
    const hashes = new Set(
      this.#nodes().flatMap(({ pods }) =>
        pods.map((pod) => pod.metadata.labels?.[hashLabel] ?? ''),
      ),
    );
    const live = history.revisions
      .filter(({ metadata }) => hashes.has(metadata.labels?.[hashLabel] ?? ''))
      .map(({ metadata }) => metadata.name);
    truncateHistory(
      this.#kit,
      this.#set,
      history,
      new Set([...live, history.update.metadata.name]),
    );
  }
}
