import { collectorFinalizers, type Propagation } from '../../api/delete.ts';
import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import type { Resource } from '../../api/registry/resource.ts';
import type { Everything } from '../kit/everything.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';
import type { WorkQueue } from '../kit/work-queue.ts';
import { Dependents, type Place, placeKey } from './dependents.ts';

/**
 * Deletes what has no owner any more, and does its part of a deletion: with `foregroundDeletion` the
 * dependents go first, with `orphan` they lose the reference.
 */
export function startCollector(kit: Kit, everything: Everything): void {
  const dependents = new Dependents();
  const queue: WorkQueue = kit.queue('garbage', (key) => {
    const place = dependents.placeOf(key);
    const resource = place && everything.resource(place.resource);
    const object = resource && kit.api.find(resource, place.namespace, place.name);
    if (resource !== undefined && object !== undefined) {
      collect(kit, dependents, queue, resource, object);
    }
  });
  everything.onChange((resource, { type, object, previous }) => {
    const key = placeKey(resource, object);
    const { uid, ownerReferences = [] } = object.metadata;
    dependents.note(resource, object, type === 'DELETED', previous);
    if (type === 'DELETED') {
      queueAll(queue, dependents.of(uid));
      queueAll(queue, dependents.placesOf(ownerReferences.map((owner) => owner.uid)));
      return;
    }
    const isChanged =
      ownerReferences.length !== (previous?.metadata.ownerReferences ?? []).length ||
      isEnding(object) !== (previous !== undefined && isEnding(previous));
    if (ownerReferences.length > 0 && isChanged) {
      queue.add(key);
    }
    if (isEnding(object) && finalizersOf(object).length > 0) {
      queue.add(key);
      queueAll(queue, dependents.of(uid));
    }
    // An owner that waits for its dependents is looked at again when one lets go of it.
    const lost = (previous?.metadata.ownerReferences ?? []).filter(
      (before) => !ownerReferences.some((now) => now.uid === before.uid),
    );
    queueAll(queue, dependents.placesOf(lost.map((owner) => owner.uid)));
  });
}

function queueAll(queue: WorkQueue, places: readonly Place[]): void {
  for (const { key } of places) {
    queue.add(key);
  }
}

const finalizersOf = ({ metadata }: KubeObject) =>
  (metadata.finalizers ?? []).filter(
    (one) => one === collectorFinalizers.Foreground || one === collectorFinalizers.Orphan,
  );

const waitsForDependents = (object: KubeObject) =>
  isEnding(object) && finalizersOf(object).includes(collectorFinalizers.Foreground);

function collect(
  kit: Kit,
  dependents: Dependents,
  queue: WorkQueue,
  resource: Resource,
  object: KubeObject,
): void {
  const places = dependents.of(object.metadata.uid);
  if (isEnding(object)) {
    if (finalizersOf(object).includes(collectorFinalizers.Orphan)) {
      for (const place of places) {
        dropOwners(kit, place, [object.metadata.uid]);
      }
      dropFinalizer(kit, resource, object, collectorFinalizers.Orphan);
    } else if (waitsForDependents(object)) {
      const blocking = places.filter(({ blocks }) => blocks.includes(object.metadata.uid));
      if (blocking.length === 0) {
        dropFinalizer(kit, resource, object, collectorFinalizers.Foreground);
      }
    }
    return;
  }
  judge(kit, dependents, queue, resource, object);
}

/** Looks at the owners of an object that is not under deletion. */
function judge(
  kit: Kit,
  dependents: Dependents,
  queue: WorkQueue,
  resource: Resource,
  object: KubeObject,
): void {
  const { ownerReferences = [], namespace = '', name, uid } = object.metadata;
  const states = ownerReferences.map((owner) => ({ owner, state: stateOf(kit, object, owner) }));
  if (states.length === 0) {
    return;
  }
  const gone = states.filter(({ state }) => state !== 'there');
  if (gone.length < states.length) {
    if (gone.length > 0) {
      const place = dependents.placeOf(placeKey(resource, object));
      const uids = gone.map(({ owner }) => owner.uid);
      if (place !== undefined) {
        dropOwners(kit, place, uids);
      }
    }
    return;
  }
  const own = dependents.of(uid);
  const isAwaited = states.some(({ state }) => state === 'waits');
  const propagationPolicy = isAwaited && own.length > 0 ? 'Foreground' : usual(object);
  if (propagationPolicy === 'Foreground' && own.some((place) => place.isWaiting(kit))) {
    unblock(kit, resource, object);
  }
  kit.api.delete(resource, namespace, name, { preconditions: { uid }, propagationPolicy });
  queueAll(queue, own);
}

function usual(object: KubeObject): Propagation {
  const finalizers = finalizersOf(object);
  if (finalizers.includes(collectorFinalizers.Orphan)) {
    return 'Orphan';
  }
  return finalizers.includes(collectorFinalizers.Foreground) ? 'Foreground' : 'Background';
}

/** Whether an owner is there, is gone, or waits under deletion for its dependents to go. */
function stateOf(kit: Kit, object: KubeObject, reference: OwnerReference) {
  const resource = kit.api.registry.ofKind(reference.apiVersion, reference.kind);
  const namespace = object.metadata.namespace ?? '';
  if (resource === undefined || (resource.namespaced && namespace === '')) {
    // What cannot be looked up may be there.
    return 'there';
  }
  const owner = kit.api.find(resource, namespace, reference.name);
  if (owner?.metadata.uid !== reference.uid) {
    return 'gone';
  }
  return waitsForDependents(owner) ? 'waits' : 'there';
}

function dropOwners(kit: Kit, place: Place, uids: readonly string[]): void {
  const object = place.find(kit);
  if (object === undefined) {
    return;
  }
  const change = ({ metadata }: KubeObject) => {
    const kept = (metadata.ownerReferences ?? []).filter(({ uid }) => !uids.includes(uid));
    if (kept.length === 0) {
      delete metadata.ownerReferences;
    } else {
      metadata.ownerReferences = kept;
    }
  };
  kit.api.change(place.kind, place.namespace, place.name, change, writer);
}

/** Two objects that wait for each other would wait for ever. */
function unblock(kit: Kit, resource: Resource, object: KubeObject): void {
  const { namespace = '', name } = object.metadata;
  const change = ({ metadata }: KubeObject) => {
    metadata.ownerReferences = (metadata.ownerReferences ?? []).map(
      ({ blockOwnerDeletion: _, ...reference }) => reference,
    );
  };
  kit.api.change(resource, namespace, name, change, writer);
}

function dropFinalizer(kit: Kit, resource: Resource, object: KubeObject, finalizer: string): void {
  const { namespace = '', name } = object.metadata;
  const change = ({ metadata }: KubeObject) => {
    metadata.finalizers = (metadata.finalizers ?? []).filter((one) => one !== finalizer);
  };
  kit.api.change(resource, namespace, name, change, writer);
}
