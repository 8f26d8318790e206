import { type KubeObject, objectAt } from '../../api/objects.ts';
import { apiVersionOf, type Resource } from '../../api/registry/resource.ts';
import { objectSelector } from '../../api/selectors/labels.ts';
import type { Kit } from './kit.ts';
import { keyOfObject } from './object-index.ts';
import { controllerOf } from './owners.ts';
import type { WorkQueue } from './work-queue.ts';

/** Puts each object of a resource into a queue when it comes, changes or goes. */
export function followObjects(kit: Kit, queue: WorkQueue, resource: Resource): void {
  const objects = kit.objects(resource.id);
  objects.onChange(({ object }) => queue.add(keyOfObject(object)));
  for (const object of objects.all()) {
    queue.add(keyOfObject(object));
  }
}

/**
 * Puts owners into a queue when an object changes that they manage, or could manage.
 * @param owner of which kind the owners are
 * @param dependents what they manage
 */
export function followDependents(
  kit: Kit,
  queue: WorkQueue,
  owner: Resource,
  dependents: string,
): void {
  const owners = kit.objects(owner.id);
  kit.objects(dependents).onChange(({ type, object, previous }) => {
    const keys = [object, previous].map((one) => one && ownerKey(owner, one));
    for (const key of new Set(keys)) {
      if (key !== undefined) {
        queue.add(key);
      }
    }
    if (controllerOf(object) === undefined && type !== 'DELETED') {
      const { labels = {}, namespace = '' } = object.metadata;
      for (const one of owners.by('namespace', namespace)) {
        if (objectSelector(objectAt(one, 'spec', 'selector'))(labels)) {
          queue.add(keyOfObject(one));
        }
      }
    }
  });
}

/** Key of the owner that manages an object, where it is of a kind. */
export function ownerKey(owner: Resource, object: KubeObject): string | undefined {
  const reference = controllerOf(object);
  return reference?.kind === owner.kind && reference.apiVersion === apiVersionOf(owner)
    ? `${object.metadata.namespace}/${reference.name}`
    : undefined;
}
