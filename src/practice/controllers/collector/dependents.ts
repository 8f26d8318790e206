import { collectorFinalizers } from '../../api/delete.ts';
import type { KubeObject } from '../../api/objects.ts';
import type { Resource } from '../../api/registry/resource.ts';
import type { Kit } from '../kit/kit.ts';
import { isEnding } from '../kit/owners.ts';

/** Key of an object of any kind. */
export const placeKey = ({ id }: Resource, { metadata }: KubeObject) =>
  `${id}/${metadata.namespace ?? ''}/${metadata.name}`;

/** Where an object is that has owners, or is one. */
export class Place {
  readonly key: string;
  /** `Resource.id`. */
  readonly resource: string;
  readonly kind: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Uids of its owners. */
  readonly owners: readonly string[];
  /** Uids of owners that wait for it under foreground deletion. */
  readonly blocks: readonly string[];

  constructor(kind: Resource, object: KubeObject) {
    const { namespace = '', name, uid, ownerReferences = [] } = object.metadata;
    this.key = placeKey(kind, object);
    this.resource = kind.id;
    this.kind = kind;
    this.namespace = namespace;
    this.name = name;
    this.uid = uid;
    this.owners = ownerReferences.map((owner) => owner.uid);
    this.blocks = ownerReferences
      .filter(({ blockOwnerDeletion }) => blockOwnerDeletion === true)
      .map((owner) => owner.uid);
  }

  /** The object, if it is still the same one. */
  find(kit: Kit): KubeObject | undefined {
    const found = kit.api.find(this.kind, this.namespace, this.name);
    return found?.metadata.uid === this.uid ? found : undefined;
  }

  /** Whether it waits under deletion for its own dependents. */
  isWaiting(kit: Kit): boolean {
    const object = this.find(kit);
    return (
      object !== undefined &&
      isEnding(object) &&
      (object.metadata.finalizers ?? []).includes(collectorFinalizers.Foreground)
    );
  }
}

/** Which objects depend on which owner, of all kinds. */
export class Dependents {
  readonly #places = new Map<string, Place>();
  readonly #keys = new Map<string, string>();
  readonly #byOwner = new Map<string, Map<string, Place>>();

  /** The place of a key. */
  placeOf(key: string): Place | undefined {
    return this.#places.get(key);
  }

  /** The dependents of an owner's uid. */
  of(uid: string): Place[] {
    return [...(this.#byOwner.get(uid)?.values() ?? [])];
  }

  /** Where the objects with some uids are. */
  placesOf(uids: readonly string[]): Place[] {
    return uids.flatMap((uid) => this.#places.get(this.#keys.get(uid) ?? '') ?? []);
  }

  /** Takes in that an object has come, changed or gone. */
  note(
    resource: Resource,
    object: KubeObject,
    isGone: boolean,
    previous: KubeObject | undefined,
  ): void {
    const key = placeKey(resource, object);
    const before = this.#places.get(key);
    const isSame =
      !isGone &&
      before?.uid === object.metadata.uid &&
      previous?.metadata.ownerReferences === object.metadata.ownerReferences;
    if (isSame) {
      return;
    }
    if (before !== undefined) {
      this.#places.delete(key);
      this.#keys.delete(before.uid);
      for (const owner of before.owners) {
        const others = this.#byOwner.get(owner);
        if (others?.delete(key) && others.size === 0) {
          this.#byOwner.delete(owner);
        }
      }
    }
    if (!isGone) {
      this.#add(new Place(resource, object));
    }
  }

  #add(place: Place): void {
    this.#places.set(place.key, place);
    this.#keys.set(place.uid, place.key);
    for (const owner of place.owners) {
      let others = this.#byOwner.get(owner);
      if (others === undefined) {
        others = new Map();
        this.#byOwner.set(owner, others);
      }
      others.set(place.key, place);
    }
  }
}
