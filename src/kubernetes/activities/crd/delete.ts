import type { Json, JsonObject } from '../../../experiment/json.ts';
import type { ClusterClient } from '../../client.ts';
import type { Plan } from '../../plan.ts';
import { namespaceOf } from '../common/arguments.ts';
import { planDeletions } from '../common/deletion.ts';
import { toGet } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import { gitOpsWarnings } from '../common/warnings.ts';
import type { ExecuteContext, KubernetesAction } from '../types.ts';
import { apply, onlyChange } from './apply.ts';
import { nameOf, readCustom, typeOf } from './type.ts';
import { undoOfDeletion } from './undo.ts';

/** An action that deletes a custom object and gives the API server's answer. */
export function deleteObject(namespaced: boolean): KubernetesAction {
  const place = (args: JsonObject) => (namespaced ? namespaceOf(args) : undefined);
  return {
    kind: 'action',
    access: (args) => [toGet(typeOf(args), place(args), nameOf(args))],
    async plan(args, reader, { signal }) {
      const type = typeOf(args);
      const object = await readCustom(reader, type, place(args), nameOf(args), signal);
      const resource = { ...type, kind: object.kind ?? type.plural };
      const undo = undoOfDeletion(object);
      const inverse = undo.grade === 'none' ? undefined : recreate(resource, object);
      return planDeletions(resource, [{ object, inverse, undo }], gitOpsWarnings([object]));
    },
    execute: remove,
  };
}

async function remove(plan: Plan, client: ClusterClient, context: ExecuteContext): Promise<Json> {
  const change = onlyChange(plan);
  const answer = await apply(change, 'deleted', client, context);
  const { target, group, resource: kind } = change.request;
  // The answer was lost, but the object is gone: this is what the API server says then.
  return (
    answer ?? {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: target.name, group, kind, uid: target.uid ?? null },
    }
  );
}
