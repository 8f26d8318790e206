import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { KubeObject } from '../../objects.ts';
import type { Access, Reader } from '../../plan.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import { namespaceOf, requiredText } from './arguments.ts';
import { applyChanges, type Deletion, planDeletions } from './deletion.ts';
import { objectPath, type Resource, toGet } from './resources.ts';
import { gitOpsWarnings } from './warnings.ts';

/** The one object that arguments name. */
export interface Named {
  resource: Resource;
  /** Missing for what is cluster-wide. */
  namespace: string | undefined;
  name: string;
}

/** The object of a namespace that the arguments `name` and `ns` mean. */
export function namedBy(resource: Resource, args: JsonObject): Named {
  return { resource, namespace: namespaceOf(args), name: requiredText(args, 'name') };
}

/** What `readNamed` needs. */
export function toReadNamed({ resource, namespace, name }: Named): Access {
  return toGet(resource, namespace, name);
}

/** Reads an object. @throws HumanError `kubernetes.object-missing` */
export async function readNamed(
  { resource, namespace, name }: Named,
  reader: Reader,
  context: PlanContext,
): Promise<KubeObject> {
  const found = await reader.get(objectPath(resource, namespace, name), context.signal);
  if (found !== undefined) {
    return found;
  }
  const kind = resource.kind;
  throw namespace === undefined
    ? new HumanError('kubernetes.object-missing-wide', { kind, name })
    : new HumanError('kubernetes.object-missing', { kind, name, namespace });
}

/** An action that deletes the one object its arguments name, and gives nothing. */
export function deleteNamed(
  named: (args: JsonObject) => Named,
  deletion: (object: KubeObject) => Deletion,
): KubernetesAction {
  return {
    kind: 'action',
    access: (args) => [toReadNamed(named(args))],
    async plan(args, reader, context) {
      const wanted = named(args);
      const object = await readNamed(wanted, reader, context);
      return planDeletions(wanted.resource, [deletion(object)], gitOpsWarnings([object]));
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'deleted', client, context);
      return null;
    },
  };
}
