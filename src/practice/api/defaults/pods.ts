import type { Json, JsonObject } from '../../../experiment/json.ts';
import { podChangeProblems, podProblems } from '../checks/pods.ts';
import type { KindRules } from '../kind-rules.ts';
import { listAt, objectAt, textAt } from '../objects.ts';
import { admitAccount } from './pod-account.ts';
import { fillPodSpec } from './pod-spec.ts';
import { children, preset, specOf } from './preset.ts';

/** Pods as the server makes them, admission included. */
export const podRules: KindRules = {
  fill(pod, context, previous) {
    const spec = specOf(pod);
    preset(spec, { enableServiceLinks: true });
    fillPodSpec(spec);
    for (const key of ['initContainers', 'containers']) {
      for (const container of children(spec, key)) {
        requestsFromLimits(container);
      }
    }
    if (previous === undefined) {
      admitAccount(pod, context);
      admit(spec);
    }
  },
  newStatus: (pod) => ({ phase: 'Pending', qosClass: qosClass(pod.spec ?? {}) }),
  check: podProblems,
  checkChange: podChangeProblems,
};

function admit(spec: JsonObject): void {
  preset(spec, {
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
  });
  const tolerations = listAt(spec, 'tolerations');
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !tolerations.some((one) => tolerates(one, key)))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  if (missing.length > 0) {
    spec['tolerations'] = [...tolerations, ...missing];
  }
}

function tolerates(toleration: Json, key: string): boolean {
  const named = textAt(toleration, 'key');
  const effect = textAt(toleration, 'effect');
  const all = named === '' && textAt(toleration, 'operator') === 'Exists';
  return (named === key || all) && (effect === '' || effect === 'NoExecute');
}

/** What is limited and asks for nothing asks for its limit. */
function requestsFromLimits(container: JsonObject): void {
  const limits = objectAt(container, 'resources', 'limits');
  if (Object.keys(limits).length > 0) {
    const resources = objectAt(container, 'resources');
    resources['requests'] = { ...limits, ...objectAt(resources, 'requests') };
  }
}

/** Best effort asks for nothing; guaranteed asks for all that it may have; the rest are burstable. */
function qosClass(spec: JsonObject): string {
  const containers = [...children(spec, 'initContainers'), ...children(spec, 'containers')];
  const limitsOf = (one: JsonObject) => objectAt(one, 'resources', 'limits');
  const requestsOf = (one: JsonObject) => objectAt(one, 'resources', 'requests');
  const asks = containers.some(
    (one) => Object.keys(limitsOf(one)).length + Object.keys(requestsOf(one)).length > 0,
  );
  if (!asks) {
    return 'BestEffort';
  }
  const isGuaranteed = containers.every((one) =>
    ['cpu', 'memory'].every((key) => {
      const limit = limitsOf(one)[key];
      return limit !== undefined && (requestsOf(one)[key] ?? limit) === limit;
    }),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
