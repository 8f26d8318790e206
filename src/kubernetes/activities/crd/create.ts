import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { ClusterClient } from '../../client.ts';
import { type ApiFailure, statusOf } from '../../errors.ts';
import type { Plan, Reader } from '../../plan.ts';
import { namespaceOf, optionalText, text } from '../common/arguments.ts';
import { creation } from '../common/creation.ts';
import type { ExecuteContext, KubernetesAction, PlanContext } from '../types.ts';
import { apply, onlyChange } from './apply.ts';
import { objectInText, objectOf } from './body.ts';
import { offered, offeredIn, typeOf } from './type.ts';

/** An action that creates a custom object of the kind that its arguments name. */
export function createObject(namespaced: boolean): KubernetesAction {
  return {
    kind: 'action',
    access: () => [],
    async plan(args, reader, context) {
      const body = await objectOf(args, context);
      const resource = await offered(reader, typeOf(args), namespaced, context.signal);
      const namespace = namespaced ? namespaceOf(args) : undefined;
      return { changes: [creation(resource, namespace, body, context)], warnings: [] };
    },
    execute: create,
  };
}

/** An action that creates an object which says itself what it is and where it belongs. */
export function createFromText(format: 'JSON' | 'YAML'): KubernetesAction {
  return {
    kind: 'action',
    access: () => [],
    plan: async (args, reader, context) =>
      planText(await objectInText(args, format), reader, context),
    execute: create,
  };
}

async function planText(body: JsonObject, reader: Reader, context: PlanContext): Promise<Plan> {
  const own = (field: string) => {
    const value = optionalText(body, field);
    if (!value) {
      throw new HumanError('kubernetes.resource-lacks', { field });
    }
    return value;
  };
  const [apiVersion, kind] = [own('apiVersion'), own('kind')];
  const [, group, version] = /^(.*)\/(.*)$/.exec(apiVersion) ?? [];
  if (!group || !version) {
    throw new HumanError('kubernetes.resource-core', { apiVersion });
  }
  const all = await offeredIn(reader, group, version, context.signal);
  const found = all.find(({ resource }) => resource.kind === kind);
  if (found === undefined) {
    throw new HumanError('kubernetes.custom-unknown', { group, version, what: kind });
  }
  const metadata = isObject(body['metadata']) ? body['metadata'] : {};
  const namespace = found.namespaced ? text(metadata, 'namespace', 'default') : undefined;
  return { changes: [creation(found.resource, namespace, body, context)], warnings: [] };
}

/**
 * Creates the object and gives it. One that is there already is no failure: nothing is created then,
 * and the API server's refusal is given.
 */
export async function create(
  plan: Plan,
  client: ClusterClient,
  context: ExecuteContext,
): Promise<Json> {
  try {
    return await apply(onlyChange(plan), 'created', client, context);
  } catch (error) {
    if (statusOf(error) !== 409) {
      throw error;
    }
    const { message, details = null } = error as ApiFailure;
    context.log('WARNING', message);
    return details;
  }
}
