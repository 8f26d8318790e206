import type { JsonObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { type KubeObject, objectAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { type Kit, writer } from './kit.ts';
import { controlledBy } from './owners.ts';

/** A pod of an owner's template, as it is to be created. */
export function podOf(
  owner: KubeObject,
  template: JsonObject,
  name: string | undefined,
): JsonObject {
  const { labels, annotations, finalizers } = objectAt(template, 'metadata');
  return {
    metadata: {
      ...(name === undefined ? { generateName: `${owner.metadata.name}-` } : { name }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [{ ...controlledBy(owner) }],
    },
    spec: objectAt(template, 'spec'),
  };
}

/**
 * Creates a pod of an owner and tells of it by an event.
 * @returns undefined where the namespace is ending
 * @throws ApiError after an event that tells of it too
 */
export function createPod(
  kit: Kit,
  component: string,
  owner: KubeObject,
  pod: JsonObject,
): KubeObject | undefined {
  try {
    const namespace = owner.metadata.namespace ?? '';
    const created = kit.api.create(kit.resource('pods'), namespace, asObject(pod), writer);
    kit.events.record(component, owner, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${created.metadata.name}`,
    });
    return created;
  } catch (error) {
    if (isNamespaceEnding(error)) {
      return undefined;
    }
    if (error instanceof ApiError) {
      const message = `Error creating: ${error.message}`;
      kit.events.record(component, owner, { type: 'Warning', reason: 'FailedCreate', message });
    }
    throw error;
  }
}

/** Deletes a pod of an owner, if it is still the same one, and tells of it by an event. */
export function deletePod(kit: Kit, component: string, owner: KubeObject, pod: KubeObject): void {
  const { namespace = '', name, uid } = pod.metadata;
  try {
    kit.api.delete(kit.resource('pods'), namespace, name, { preconditions: { uid } });
  } catch (error) {
    if (error instanceof ApiError && (error.code === 404 || error.code === 409)) {
      return;
    }
    throw error;
  }
  const message = `Deleted pod: ${name}`;
  kit.events.record(component, owner, { type: 'Normal', reason: 'SuccessfulDelete', message });
}

/** Whether a creation was refused because the namespace is under deletion: no fault of anybody. */
export function isNamespaceEnding(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.code === 403 &&
    error.message.includes('because it is being terminated')
  );
}
