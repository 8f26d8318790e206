import type { Effect } from '../../../engine/events.ts';
import type { JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import type { ClusterClient } from '../../client.ts';
import { controllerOf, type KubeObject } from '../../objects.ts';
import type { Change, Plan, PlannedRequest, UndoGrade } from '../../plan.ts';
import type { ExecuteContext } from '../types.ts';
import { inParallel } from './parallel.ts';
import { effectOf, mutate } from './recorder.ts';
import { about, objectPath, type Resource, targetOf } from './resources.ts';

/** How one object is deleted and put back. */
export interface Deletion {
  object: KubeObject;
  /** What creates it again; undefined where a controller does, or nobody can. */
  inverse: PlannedRequest | undefined;
  undo: UndoGrade;
}

/** The deletion of an object that its controller replaces; undefined when it has none. */
export function controlledDeletion(object: KubeObject): Deletion | undefined {
  const owner = controllerOf(object);
  return (
    owner && {
      object,
      inverse: undefined,
      undo: {
        grade: 'exact',
        reason: {
          code: 'kubernetes.undo-controller',
          args: { kind: owner.kind, name: owner.name },
        },
      },
    }
  );
}

/** The request that deletes just this object: a namesake created since is left alone. */
export function deleteRequest(
  resource: Resource,
  object: KubeObject,
  options: JsonObject = {},
): PlannedRequest {
  const { namespace, name, uid } = object.metadata;
  return {
    method: 'DELETE',
    path: objectPath(resource, namespace, name),
    body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid }, ...options },
    ...about(resource, targetOf(resource, object), 'delete'),
  };
}

/** A plan that deletes objects. */
export function planDeletions(
  resource: Resource,
  deletions: readonly Deletion[],
  warnings: Message[],
  options: JsonObject = {},
): Plan {
  const changes = deletions.map(({ object, inverse, undo }) => ({
    request: deleteRequest(resource, object, options),
    inverse: inverse === undefined ? [] : [inverse],
    undo,
  }));
  return { changes, warnings };
}

/**
 * Makes changes, a few at a time, and tells what was done even when one fails.
 * @param tolerate errors that are no failure of the activity
 */
export async function applyChanges(
  changes: readonly Change[],
  verb: Effect['verb'],
  client: ClusterClient,
  context: ExecuteContext,
  tolerate: (error: unknown) => boolean = () => false,
): Promise<void> {
  const done: Effect[] = [];
  try {
    await inParallel(changes, async (change) => {
      try {
        await mutate(client, change, context.recorder, context.signal);
        done.push(effectOf(change.request, verb));
      } catch (error) {
        if (!tolerate(error)) {
          throw error;
        }
      }
    });
  } finally {
    if (done.length > 0) {
      context.effects(done);
    }
  }
}
