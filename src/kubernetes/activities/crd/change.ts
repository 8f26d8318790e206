import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { ClusterClient } from '../../client.ts';
import { type ApiFailure, statusOf } from '../../errors.ts';
import type { Plan } from '../../plan.ts';
import { namespaceOf } from '../common/arguments.ts';
import { drawn } from '../common/creation.ts';
import { getObject } from '../common/reader.ts';
import { type Resource, toGet } from '../common/resources.ts';
import { gitOpsWarnings } from '../common/warnings.ts';
import type { ExecuteContext, KubernetesAction, PlanContext } from '../types.ts';
import { apply, onlyChange } from './apply.ts';
import { objectOf, operationsOf } from './body.ts';
import { changeOf, type Intent, isPinned } from './intent.ts';
import { nameOf, readCustom, typeOf } from './type.ts';

/** How often a change is tried on an object that others change at the same time. */
const attempts = 5;

/** What execution needs to make the change anew. */
interface Details {
  intent: Intent;
  resource: Resource;
  /** Nobody else's name in `managedFields`. */
  manager: string;
  /** `resourceVersion` of the object that the plan is about. */
  seen: string;
}

/** An action that changes a custom object by a JSON Patch and gives it as it is then. */
export function patchObject(namespaced: boolean): KubernetesAction {
  return changeObject(namespaced, async (args, context) => ({
    operations: await operationsOf(args, context),
  }));
}

/** An action that puts another object in a custom object's place and gives it as it is then. */
export function replaceObject(namespaced: boolean): KubernetesAction {
  return changeObject(namespaced, async (args, context) => ({
    object: await objectOf(args, context),
  }));
}

function changeObject(
  namespaced: boolean,
  intentOf: (args: JsonObject, context: PlanContext) => Promise<Intent>,
): KubernetesAction {
  const placeOf = (args: JsonObject) => (namespaced ? namespaceOf(args) : undefined);
  return {
    kind: 'action',
    access: (args) => [toGet(typeOf(args), placeOf(args), nameOf(args))],
    async plan(args, reader, context) {
      const intent = await intentOf(args, context);
      const [type, namespace, name] = [typeOf(args), placeOf(args), nameOf(args)];
      const former = await readCustom(reader, type, namespace, name, context.signal);
      const resource = { ...type, kind: former.kind ?? type.plural };
      const manager = `chaos-workbench-${context.runId}-${drawn(8, context)}`;
      const details: Details = { intent, resource, manager, seen: former.metadata.resourceVersion };
      return {
        changes: [changeOf(intent, resource, former, manager)],
        warnings: gitOpsWarnings([former]),
        details: details as unknown as JsonObject,
      };
    },
    execute: change,
  };
}

/**
 * Makes the change. The request is about the object as it was seen; where others have changed it
 * meanwhile, as controllers do all the time, the same is made of what is there now.
 */
async function change(plan: Plan, client: ClusterClient, context: ExecuteContext): Promise<Json> {
  const { intent, resource, manager, ...details } = plan.details as unknown as Details;
  let current = onlyChange(plan);
  let { seen } = details;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(current, 'patched', client, context);
    } catch (error) {
      const refused = [409, 422].includes(statusOf(error) ?? 0);
      if (!refused || isPinned(intent) || attempt === attempts) {
        throw error;
      }
      const { path, target } = current.request;
      const now = await getObject(client, path, context.signal);
      const same = now?.metadata.resourceVersion === seen;
      if (now === undefined || now.metadata.uid !== target.uid || same) {
        throw isMisfit(error)
          ? new HumanError('kubernetes.json-patch-misfit', { name: target.name })
          : error;
      }
      current = changeOf(intent, resource, now, manager);
      seen = now.metadata.resourceVersion;
    }
  }
}

/** Whether the API server refused a JSON Patch without a word about what is wrong with the object. */
function isMisfit(error: unknown): boolean {
  const inner = (error as ApiFailure).details?.['details'];
  return statusOf(error) === 422 && !(isObject(inner) && 'causes' in inner);
}
