import { isObject, type JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import type { PlannedRequest, UndoGrade } from '../../plan.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import { wrongType } from './arguments.ts';
import { drawn } from './creation.ts';
import { applyChanges } from './deletion.ts';
import { namedBy, readNamed, toReadNamed } from './named.ts';
import { about, objectPath, type Resource, targetOf } from './resources.ts';
import { putBack } from './undo.ts';
import { gitOpsWarnings } from './warnings.ts';

/**
 * An action that gives a named object the strategic merge patch of its argument `spec` (a patch of the
 * whole object, as in the original), and gives nothing. It is undone by putting the whole object back:
 * what a merge takes out of a list, no merge puts in again.
 */
export function patchNamed(
  resource: Resource,
  undo: (object: KubeObject) => UndoGrade,
): KubernetesAction {
  return {
    kind: 'action',
    access: (args) => [toReadNamed(namedBy(resource, args))],
    async plan(args, reader, context) {
      const spec = args['spec'] ?? null;
      if (!isObject(spec)) {
        throw wrongType('spec', 'object', spec);
      }
      const object = await readNamed(namedBy(resource, args), reader, context);
      const request = patchOf(resource, object, spec, context);
      const change = { request, inverse: [putBack(resource, object)], undo: undo(object) };
      return { changes: [change], warnings: gitOpsWarnings([object]) };
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'patched', client, context);
      return null;
    },
  };
}

/** Written under a name of its own, by which it is known again when its answer was lost. */
function patchOf(
  resource: Resource,
  object: KubeObject,
  spec: JsonObject,
  context: PlanContext,
): PlannedRequest {
  const target = targetOf(resource, object);
  const metadata = isObject(spec['metadata'] ?? null) ? (spec['metadata'] as JsonObject) : {};
  return {
    method: 'PATCH',
    path: objectPath(resource, target.namespace, target.name),
    query: { fieldManager: `chaos-workbench-${context.runId}-${drawn(8, context)}` },
    contentType: 'application/strategic-merge-patch+json',
    body: { ...spec, metadata: { ...metadata, uid: target.uid ?? null } },
    ...about(resource, target, 'patch'),
  };
}
