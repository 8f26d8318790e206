import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { MessageArgs } from '../../../messages/types.ts';
import type { ClusterClient } from '../../client.ts';
import type { KubeObject } from '../../objects.ts';
import type { Access } from '../../plan.ts';
import {
  fillName,
  flag,
  namespaceOf,
  number,
  optionalText,
  requiredText,
  text,
} from '../common/arguments.ts';
import { someOf } from '../common/names.ts';
import { collectionPath, pods as podResource, toList } from '../common/resources.ts';
import type { KubernetesProbe, ProbeContext } from '../types.ts';
import { type Pod, phaseOf } from './pod.ts';

/** The label selector most workloads do not have a label for; the original's default. */
const byNameLabel = 'name in ({name})';

/** Pods of the activity's namespace; an empty selector means all. */
export async function listPods(
  args: JsonObject,
  selector: string | undefined,
  client: ClusterClient,
  signal: AbortSignal,
): Promise<KubeObject[]> {
  const path = collectionPath(podResource, namespaceOf(args));
  return (await client.list(path, { labelSelector: selector || undefined }, signal)).items;
}

/** What `listPods` needs. */
export function toListPods(args: JsonObject): Access[] {
  return [toList(podResource, namespaceOf(args))];
}

/** The pods of a probe that is given its selector. */
function selected(args: JsonObject, client: ClusterClient, context: ProbeContext) {
  return listPods(args, optionalText(args, 'label_selector'), client, context.signal);
}

/** Fails, or gives `false` where the experiment asks for that. */
function unmet(args: JsonObject, raise: string, code: string, facts: MessageArgs): false {
  if (flag(args, raise, true)) {
    throw new HumanError(code, facts);
  }
  return false;
}

function namesOf(objects: readonly KubeObject[]): string {
  return someOf(objects.map(({ metadata }) => metadata.name));
}

/** A probe that judges each selected pod; `wrong` says what is wrong with one. */
function everyPod(
  raise: string,
  prepare: (
    args: JsonObject,
  ) => (pod: KubeObject) => { code: string; args: MessageArgs } | undefined,
): KubernetesProbe {
  return {
    kind: 'probe',
    access: toListPods,
    async run(args, client, context) {
      requiredText(args, 'label_selector');
      const wrong = prepare(args);
      const pods = await selected(args, client, context);
      if (pods.length === 0) {
        const selector = requiredText(args, 'label_selector');
        const namespace = namespaceOf(args);
        return selector === ''
          ? unmet(args, raise, 'kubernetes.no-pods-at-all', { namespace })
          : unmet(args, raise, 'kubernetes.no-pods', { selector, namespace });
      }
      for (const pod of pods) {
        const problem = wrong(pod);
        if (problem) {
          return unmet(args, raise, problem.code, problem.args);
        }
      }
      return true;
    },
  };
}

/** `pods_in_phase` */
export const podsInPhase = everyPod('raise_on_invalid_phase', (args) => {
  const wanted = text(args, 'phase', 'Running');
  return (pod) => {
    const phase = phaseOf(pod);
    const facts = { name: pod.metadata.name, phase, wanted };
    return phase === wanted ? undefined : { code: 'kubernetes.pod-phase', args: facts };
  };
});

/** `pods_not_in_phase` */
export const podsNotInPhase = everyPod('raise_on_in_phase', (args) => {
  const unwanted = text(args, 'phase', 'Running');
  return (pod) => {
    const facts = { name: pod.metadata.name, phase: unwanted };
    return phaseOf(pod) === unwanted ? { code: 'kubernetes.pod-in-phase', args: facts } : undefined;
  };
});

/** `pods_in_conditions` */
export const podsInConditions = everyPod('raise_on_invalid_conditions', (args) => {
  const wanted = Array.isArray(args['conditions']) ? args['conditions'] : [];
  return (pod) => {
    const conditions = (pod as Pod).status?.conditions ?? [];
    const missing = wanted.find(
      (condition) => !conditions.some((has) => sameCondition(condition, has)),
    );
    const facts = { name: pod.metadata.name, condition: JSON.stringify(missing) };
    return missing === undefined ? undefined : { code: 'kubernetes.pod-condition', args: facts };
  };
});

/** Equal as a mapping: a key besides `type` and `status` is in no pod's condition. */
function sameCondition(wanted: Json, has: { type: string; status: string }): boolean {
  return (
    isObject(wanted) &&
    Object.keys(wanted).length === 2 &&
    wanted['type'] === has.type &&
    wanted['status'] === has.status
  );
}

/** `count_pods` */
export const countPods: KubernetesProbe = {
  kind: 'probe',
  access: toListPods,
  async run(args, client, context) {
    return count(args, optionalText(args, 'phase'), client, context);
  },
};

/** `count_min_pods` */
export const countMinPods: KubernetesProbe = {
  kind: 'probe',
  access: toListPods,
  async run(args, client, context) {
    const least = number(args, 'min_count', 2);
    return (await count(args, text(args, 'phase', 'Running'), client, context)) >= least;
  },
};

async function count(
  args: JsonObject,
  phase: string | undefined,
  client: ClusterClient,
  context: ProbeContext,
): Promise<number> {
  requiredText(args, 'label_selector');
  const pods = await selected(args, client, context);
  return phase ? pods.filter((pod) => phaseOf(pod) === phase).length : pods.length;
}

/** `pod_is_not_available` */
export const podIsNotAvailable: KubernetesProbe = {
  kind: 'probe',
  access: toListPods,
  async run(args, client, context) {
    const selector = fillName(
      text(args, 'label_selector', byNameLabel),
      requiredText(args, 'name'),
    );
    const running = (await listPods(args, selector, client, context.signal)).filter(
      (pod) => phaseOf(pod) === 'Running',
    );
    return running.length === 0
      ? true
      : unmet(args, 'raise_on_is_available', 'kubernetes.pods-running', {
          names: namesOf(running),
          count: running.length,
          namespace: namespaceOf(args),
        });
  },
};

/** `all_pods_healthy` */
export const allPodsHealthy: KubernetesProbe = {
  kind: 'probe',
  access: toListPods,
  async run(args, client, context) {
    const unhealthy = (await listPods(args, undefined, client, context.signal)).filter(
      (pod) => !['Running', 'Succeeded'].includes(phaseOf(pod)),
    );
    return unhealthy.length === 0
      ? true
      : unmet(args, 'raise_on_any_unhealthy', 'kubernetes.pods-unhealthy', {
          names: namesOf(unhealthy),
          count: unhealthy.length,
          namespace: namespaceOf(args),
        });
  },
};
