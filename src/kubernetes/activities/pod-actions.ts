import type { JsonObject } from '../../experiment/json.ts';
import type { Message } from '../../messages/types.ts';
import type { KubeObject } from '../objects.ts';
import type { Reader } from '../plan.ts';
import { namespaceOf, number, optionalText } from './arguments.ts';
import { applyRequests, controlledDeletion, type Deletion, planDeletions } from './deletion.ts';
import { pods as podResource } from './resources.ts';
import { podsUnscoped, selectPods } from './selection.ts';
import type { KubernetesAction, PlanContext } from './types.ts';
import { recreatePod } from './undo.ts';
import { budgetWarnings } from './warnings.ts';

/** `terminate_pods`: deletes the chosen pods, gives their names. */
export const terminatePods: KubernetesAction = {
  kind: 'action',
  unscoped: podsUnscoped,
  async plan(args, reader, context) {
    const grace = number(args, 'grace_period', -1);
    const { pods, warnings } = await selectPods(args, reader, context);
    return planDeletions(
      podResource,
      pods.map(podDeletion),
      [...warnings, ...(await podWarnings(pods, namespaceOf(args), reader, context))],
      grace >= 0 ? { gracePeriodSeconds: grace } : {},
    );
  },
  async execute(plan, client, context) {
    await applyRequests(plan, 'deleted', client, context);
    return plan.targets.map(({ name }) => name);
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

/** How a pod comes back: by its controller, or, without one, created again without its data. */
function podDeletion(object: KubeObject): Deletion {
  const args = { name: object.metadata.name };
  return (
    controlledDeletion(object) ?? {
      object,
      inverse: recreatePod(podResource, object),
      undo: { grade: 'partial', reason: { code: 'kubernetes.undo-bare-pod', args } },
    }
  );
}

async function podWarnings(
  pods: readonly KubeObject[],
  namespace: string,
  reader: Reader,
  context: PlanContext,
): Promise<Message[]> {
  const bare = pods
    .filter(({ metadata }) => !metadata.ownerReferences?.length)
    .map(({ metadata }) => ({ code: 'kubernetes.warn-bare-pod', args: { name: metadata.name } }));
  const ending = pods
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(({ metadata }) => ({ code: 'kubernetes.warn-ending', args: { name: metadata.name } }));
  return [...bare, ...ending, ...(await budgetWarnings(reader, namespace, pods, context.signal))];
}
