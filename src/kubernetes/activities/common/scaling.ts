import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../../objects.ts';
import type { PlannedRequest, UndoGrade } from '../../plan.ts';
import type { KubernetesAction } from '../types.ts';
import { namespaceOf, number } from './arguments.ts';
import { applyChanges } from './deletion.ts';
import { namedBy, readNamed, toReadNamed } from './named.ts';
import { about, objectPath, type Resource, targetOf } from './resources.ts';
import { autoscalerWarnings, gitOpsWarnings, toSeeAutoscalers } from './warnings.ts';

/** What is read of a workload that can be scaled. */
interface Scalable extends KubeObject {
  spec?: { replicas?: number };
}

/** Pods wanted; the API server fills in 1, and leaves out no 0. */
export function wantedReplicas(object: Scalable): number {
  return object.spec?.replicas ?? 1;
}

/**
 * An action that sets the number of replicas of a workload, and gives nothing.
 * @param undo how far that can be taken back
 */
export function scaleWorkload(
  resource: Resource,
  undo: (object: KubeObject, replicas: number) => UndoGrade,
): KubernetesAction {
  return {
    kind: 'action',
    access: (args) => [toReadNamed(namedBy(resource, args)), toSeeAutoscalers(namespaceOf(args))],
    async plan(args, reader, context) {
      const replicas = number(args, 'replicas');
      const wanted = namedBy(resource, args);
      const object: Scalable = await readNamed(wanted, reader, context);
      const change = (to: number) => patchSpec(resource, object, { replicas: to });
      return {
        changes: [
          {
            request: change(replicas),
            inverse: [change(wantedReplicas(object))],
            undo: undo(object, replicas),
          },
        ],
        warnings: [
          ...gitOpsWarnings([object]),
          ...(await autoscalerWarnings(
            reader,
            namespaceOf(args),
            resource.kind,
            wanted.name,
            context.signal,
          )),
        ],
      };
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'scaled', client, context);
      return null;
    },
  };
}

/** Changes a workload’s specification; the uid refuses a namesake created since. */
export function patchSpec(
  resource: Resource,
  object: KubeObject,
  spec: JsonObject,
): PlannedRequest {
  const target = targetOf(resource, object);
  return {
    method: 'PATCH',
    path: objectPath(resource, target.namespace, target.name),
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { uid: target.uid ?? null }, spec },
    ...about(resource, target, 'patch'),
  };
}
