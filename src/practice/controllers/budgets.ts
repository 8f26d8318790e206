import type { Json, JsonObject } from '../../experiment/json.ts';
import { isReady, type KubeObject, objectAt, textAt, valueAt } from '../api/objects.ts';
import { objectSelector } from '../api/selectors/labels.ts';
import { timeText } from '../api/write.ts';
import { followObjects } from './kit/follow.ts';
import { type Kit, paceOf } from './kit/kit.ts';
import { keyOfObject } from './kit/object-index.ts';
import { controllerOf, isEnding } from './kit/owners.ts';
import { shareOf } from './kit/share.ts';
import { conditionsOf, specNumber, writeStatus } from './kit/status.ts';
import type { WorkQueue } from './kit/work-queue.ts';

const component = 'controllermanager';

/** Milliseconds after which an eviction that did not delete its pod is forgotten. */
const evictionLimit = 120_000;

/** Says in each disruption budget how many of its pods may be taken away; the API's eviction reads it. */
export function startBudgets(kit: Kit): void {
  const budgets = kit.resource('poddisruptionbudgets.policy');
  const look = (key: string) => {
    const budget = kit.objects(budgets.id).get(key);
    const next = budget === undefined ? undefined : reconcile(kit, budget);
    if (next !== undefined) {
      queue.addAfter(key, next);
    }
  };
  const queue: WorkQueue = kit.queue('disruption budget', look, (key) => {
    const budget = kit.objects(budgets.id).get(key);
    const namespace = budget?.metadata.namespace ?? '';
    const selector = objectAt(budget, 'spec', 'selector');
    return budget === undefined ? 0 : paceOf(kit.mostPodsOf(namespace, selector));
  });
  followObjects(kit, queue, budgets);
  const addFor = ({ metadata }: KubeObject) => {
    for (const budget of kit.objects(budgets.id).by('namespace', metadata.namespace ?? '')) {
      if (covers(budget, metadata.labels ?? {})) {
        queue.add(keyOfObject(budget));
      }
    }
  };
  kit.objects('pods').onChange(({ object, previous }) => {
    addFor(object);
    if (previous !== undefined && previous.metadata.labels !== object.metadata.labels) {
      addFor(previous);
    }
  });
  for (const id of ['deployments.apps', 'replicasets.apps', 'statefulsets.apps']) {
    kit.objects(id).onChange(({ object, previous }) => {
      if (
        previous === undefined ||
        specNumber(previous, 'replicas', 1) !== specNumber(object, 'replicas', 1)
      ) {
        for (const budget of kit
          .objects(budgets.id)
          .by('namespace', object.metadata.namespace ?? '')) {
          queue.add(keyOfObject(budget));
        }
      }
    });
  }
}

function covers(budget: KubeObject, labels: Readonly<Record<string, string>>): boolean {
  return (
    valueAt(budget, 'spec', 'selector') !== undefined &&
    objectSelector(objectAt(budget, 'spec', 'selector'))(labels)
  );
}

/** @returns milliseconds until an eviction that did nothing is forgotten */
function reconcile(kit: Kit, budget: KubeObject): number | undefined {
  const namespace = budget.metadata.namespace ?? '';
  const pods =
    valueAt(budget, 'spec', 'selector') === undefined
      ? []
      : kit.podsOf(namespace, objectAt(budget, 'spec', 'selector'));
  if (pods.length === 0) {
    const message = 'No matching pods found';
    kit.events.record(component, budget, { type: 'Normal', reason: 'NoPods', message });
  }
  const disrupted = disruptedPods(kit, budget, pods);
  const healthy = pods.filter(
    (pod) => isReady(pod) && !isEnding(pod) && !(pod.metadata.name in disrupted),
  ).length;
  const expected = expectation(kit, budget, pods);
  const allowed = Math.max(0, healthy - expected.desired);
  const isAllowed = expected.problem === '' && expected.count > 0 && allowed > 0;
  if (expected.problem !== '') {
    const message = `Failed to calculate the number of expected pods: ${expected.problem}`;
    const reason = 'CalculateExpectedPodCountFailed';
    kit.events.record(component, budget, { type: 'Warning', reason, message });
  }
  const numbers =
    expected.problem === ''
      ? { currentHealthy: healthy, desiredHealthy: expected.desired, expectedPods: expected.count }
      : objectAt(budget, 'status');
  writeStatus(kit, kit.resource('poddisruptionbudgets.policy'), budget, {
    ...numbers,
    disruptionsAllowed: isAllowed ? allowed : 0,
    observedGeneration: budget.metadata.generation ?? 0,
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    conditions: [condition(kit, budget, isAllowed, expected.problem)],
  });
  const waits = Object.values(disrupted).map(
    (time) => Date.parse(String(time)) + evictionLimit - kit.now(),
  );
  return waits.length === 0 ? undefined : Math.max(1, Math.min(...waits));
}

/** Pods that are being evicted and are not under deletion yet. */
function disruptedPods(kit: Kit, budget: KubeObject, pods: readonly KubeObject[]): JsonObject {
  const noted = objectAt(budget, 'status', 'disruptedPods');
  const entries = pods
    .filter((pod) => !isEnding(pod))
    .flatMap(({ metadata: { name } }): [string, Json][] => {
      const time = noted[name];
      return time === undefined ? [] : [[name, time]];
    })
    .filter(([, time]) => Date.parse(String(time)) + evictionLimit > kit.now());
  return Object.fromEntries(entries);
}

interface Expectation {
  /** How many pods there are to be. */
  count: number;
  /** How many must be healthy. */
  desired: number;
  /** Why that cannot be said. */
  problem: string;
}

function expectation(kit: Kit, budget: KubeObject, pods: readonly KubeObject[]): Expectation {
  const most = valueAt(budget, 'spec', 'maxUnavailable');
  const least = valueAt(budget, 'spec', 'minAvailable');
  if (most === undefined && typeof least === 'number') {
    return { count: pods.length, desired: least, problem: '' };
  }
  const { count, problem } = scaleOf(kit, pods);
  const desired =
    most === undefined
      ? shareOf(least, count, 'up')
      : Math.max(0, count - shareOf(most, count, 'up'));
  return { count, desired, problem };
}

/** How many pods the controllers of some pods want together. */
function scaleOf(kit: Kit, pods: readonly KubeObject[]): { count: number; problem: string } {
  const seen = new Set<string>();
  let count = 0;
  for (const pod of pods) {
    const owner = scalableOwner(kit, pod);
    if (typeof owner === 'string') {
      return { count: 0, problem: owner };
    }
    if (owner !== undefined && !seen.has(owner.metadata.uid)) {
      seen.add(owner.metadata.uid);
      count += specNumber(owner, 'replicas', 1);
    }
  }
  return { count, problem: '' };
}

/** What decides on the number of pods; a text where nothing does. */
function scalableOwner(kit: Kit, object: KubeObject): KubeObject | string | undefined {
  const reference = controllerOf(object);
  const resource = reference && kit.api.registry.ofKind(reference.apiVersion, reference.kind);
  if (reference === undefined || resource === undefined) {
    return undefined;
  }
  if (!resource.subresources.some(({ name }) => name === 'scale')) {
    return `${resource.id} does not implement the scale subresource`;
  }
  const owner = kit.api.find(resource, object.metadata.namespace ?? '', reference.name);
  if (owner?.metadata.uid !== reference.uid) {
    return undefined;
  }
  const above = scalableOwner(kit, owner);
  return typeof above === 'object' ? above : owner;
}

function condition(kit: Kit, budget: KubeObject, isAllowed: boolean, problem: string): JsonObject {
  const type = 'DisruptionAllowed';
  const known = conditionsOf(budget).find((one) => textAt(one, 'type') === type);
  const status = isAllowed ? 'True' : 'False';
  const isSame = textAt(known, 'status') === status;
  const enough = isAllowed ? 'SufficientPods' : 'InsufficientPods';
  return {
    type,
    status,
    observedGeneration: budget.metadata.generation ?? 0,
    lastTransitionTime: isSame ? textAt(known, 'lastTransitionTime') : timeText(kit.now()),
    reason: problem === '' ? enough : 'SyncFailed',
    message: problem,
  };
}
