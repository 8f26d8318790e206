import { type KubeObject, objectAt } from '../../api/objects.ts';
import type { Resource } from '../../api/registry/resource.ts';
import { objectSelector } from '../../api/selectors/labels.ts';
import { type Kit, writer } from './kit.ts';
import { controlledBy, controllerOf, isEnding } from './owners.ts';

/**
 * The objects that an owner manages. It takes those that its selector chooses and nobody manages, and
 * lets those go that it no longer chooses, by their owner references, as the real controllers do.
 * @param candidates its own objects, and those that nobody manages
 */
export function claim(
  kit: Kit,
  owner: KubeObject,
  resource: Resource,
  candidates: readonly KubeObject[],
): KubeObject[] {
  const matches = objectSelector(objectAt(owner, 'spec', 'selector'));
  return candidates.flatMap((object) => {
    const chosen = matches(object.metadata.labels ?? {});
    const isOwn = controllerOf(object)?.uid === owner.metadata.uid;
    if (isOwn && (chosen || isEnding(owner))) {
      return chosen ? [object] : [];
    }
    if (isOwn) {
      release(kit, owner, resource, object);
      return [];
    }
    const mayTake =
      chosen && controllerOf(object) === undefined && !isEnding(owner) && !isEnding(object);
    return mayTake ? [adopt(kit, owner, resource, object)] : [];
  });
}

/**
 * Objects of one resource that a controller has to look at for an owner: its own, and those that its
 * selector chooses.
 */
export function candidatePods(kit: Kit, owner: KubeObject): KubeObject[] {
  const { uid, namespace = '' } = owner.metadata;
  const own = kit.objects('pods').by('owner', uid);
  const chosen = kit.podsOf(namespace, objectAt(owner, 'spec', 'selector'));
  return [...own, ...chosen.filter((pod) => controllerOf(pod) === undefined)];
}

/** As `candidatePods`, for kinds of which a namespace has few. */
export function candidates(kit: Kit, owner: KubeObject, resource: Resource): KubeObject[] {
  const { uid, namespace = '' } = owner.metadata;
  return kit
    .objects(resource.id)
    .by('namespace', namespace)
    .filter((object) => (controllerOf(object)?.uid ?? uid) === uid);
}

function adopt(kit: Kit, owner: KubeObject, resource: Resource, object: KubeObject): KubeObject {
  const { namespace = '', name } = object.metadata;
  return kit.api.change(
    resource,
    namespace,
    name,
    ({ metadata }) => {
      metadata.ownerReferences = [...(metadata.ownerReferences ?? []), controlledBy(owner)];
    },
    writer,
  );
}

function release(kit: Kit, owner: KubeObject, resource: Resource, object: KubeObject): void {
  const { namespace = '', name } = object.metadata;
  kit.api.change(
    resource,
    namespace,
    name,
    ({ metadata }) => {
      const others =
        metadata.ownerReferences?.filter(({ uid }) => uid !== owner.metadata.uid) ?? [];
      if (others.length === 0) {
        delete metadata.ownerReferences;
      } else {
        metadata.ownerReferences = others;
      }
    },
    writer,
  );
}
