import type { JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import { controllerOf, type KubeObject } from '../../objects.ts';
import { type Reader, targetsOf } from '../../plan.ts';
import { namespaceOf, number, optionalText } from '../common/arguments.ts';
import { applyChanges, planDeletions } from '../common/deletion.ts';
import { pods as podResource, toList } from '../common/resources.ts';
import { budgetWarnings, toSeeBudgets } from '../common/warnings.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import { podDeletion } from './deletion.ts';
import { podsUnscoped, selectPods } from './selection.ts';

/** `terminate_pods`: deletes the chosen pods, gives their names. */
export const terminatePods: KubernetesAction = {
  kind: 'action',
  unscoped: podsUnscoped,
  access: (args) => [toList(podResource, namespaceOf(args)), toSeeBudgets(namespaceOf(args))],
  async plan(args, reader, context) {
    const grace = number(args, 'grace_period', -1);
    const { pods, matched, warnings } = await selectPods(args, reader, context);
    const plan = planDeletions(
      podResource,
      pods.map(podDeletion),
      [...warnings, ...(await podWarnings(pods, namespaceOf(args), reader, context))],
      grace >= 0 ? { gracePeriodSeconds: grace } : {},
    );
    return { ...plan, matched };
  },
  async execute(plan, client, context) {
    await applyChanges(plan.changes, 'deleted', client, context);
    return targetsOf(plan).map(({ name }) => name);
  },
};

/** `delete_pods`: as `terminate_pods` with the name as pattern and all else by default. */
export const deletePods: KubernetesAction = {
  ...terminatePods,
  unscoped: (args) => podsUnscoped(asTermination(args)),
  plan: (args, reader, context) => terminatePods.plan(asTermination(args), reader, context),
};

function asTermination(args: JsonObject): JsonObject {
  return {
    ns: namespaceOf(args),
    name_pattern: optionalText(args, 'name') ?? null,
    label_selector: optionalText(args, 'label_selector') ?? null,
  };
}

async function podWarnings(
  pods: readonly KubeObject[],
  namespace: string,
  reader: Reader,
  context: PlanContext,
): Promise<Message[]> {
  const bare = pods
    .filter((pod) => controllerOf(pod) === undefined)
    .map(({ metadata }) => ({ code: 'kubernetes.warn-bare-pod', args: { name: metadata.name } }));
  const ending = pods
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(({ metadata }) => ({ code: 'kubernetes.warn-ending', args: { name: metadata.name } }));
  return [...bare, ...ending, ...(await budgetWarnings(reader, namespace, pods, context.signal))];
}
