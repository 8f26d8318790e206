import type { Json, JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import { bind } from './bind.ts';
import { type DeleteOptions, type Deletion, remove } from './delete.ts';
import { evict } from './evict.ts';
import { type ListOptions, type ListResult, list, type Selection } from './list.ts';
import { type KubeObject, objectAt, textAt } from './objects.ts';
import { patched } from './patch/index.ts';
import { Registry } from './registry/registry.ts';
import type { Resource } from './registry/resource.ts';
import { scaled, scaleOf, scalePaths } from './scale.ts';
import { badRequest } from './status.ts';
import { Store } from './store.ts';
import { type WatchEvent, type WatchOptions, watch } from './watch.ts';
import {
  create,
  keyOf,
  mustGet,
  type Part,
  update,
  type WriteContext,
  type WriteOptions,
} from './write.ts';
import { checkPatchedUid } from './write-checks.ts';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

/** A patch, and the media type that says how to read it. */
export interface Patch {
  body: Json;
  /** Such as `application/merge-patch+json`; see `patchTypes`. */
  type: string;
  /** Reads the patched object by the types of its kind. */
  read?: (object: JsonObject) => JsonObject;
}

/**
 * The API without HTTP: what the routes and the controllers of the same process use. All but `watch`
 * happens at once, so that nothing comes between reading and writing. Objects that it returns are
 * shared: change copies. Namespaces are empty for resources of the cluster.
 *
 * Refusals are thrown as `ApiError`, with the code and reason of the real server.
 */
export class Api {
  readonly store: Store;
  readonly registry = new Registry();
  readonly #context: WriteContext;

  /** @param now milliseconds since 1970 */
  constructor(store: Store = new Store(), now: () => number = Date.now) {
    this.store = store;
    this.#context = { store, registry: this.registry, now };
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#context.now();
  }

  get(resource: Resource, namespace: string, name: string): KubeObject {
    return mustGet(this.store, resource, namespace, name);
  }

  /** As `get`, without the refusal. */
  find(resource: Resource, namespace: string, name: string): KubeObject | undefined {
    return this.store.get(keyOf(resource, namespace, name));
  }

  list(resource: Resource, options: ListOptions = {}): ListResult {
    return list(this.store, resource, options);
  }

  /** Ends when the signal aborts; throws 410 when it lags too far behind. */
  watch(
    resource: Resource,
    options: WatchOptions,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    return watch(this.store, resource, options, signal);
  }

  create(
    resource: Resource,
    namespace: string,
    body: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const created = create(this.#context, resource, namespace, body, options);
    this.#noticeDefinition(resource, created, options);
    if (resource.id === 'namespaces' && options.dryRun !== true) {
      this.#createAccount(created.metadata.name);
    }
    return created;
  }

  /** Replaces an object. With a `part`, only that changes, whatever else the body says. */
  update(
    resource: Resource,
    namespace: string,
    name: string,
    next: KubeObject,
    options: WriteOptions & { part?: Part },
  ): KubeObject {
    const updated = update(this.#context, resource, namespace, name, next, options);
    this.#noticeDefinition(resource, updated, options);
    this.#finishDefinition(resource);
    return updated;
  }

  /**
   * Updates an object by a function that changes a copy of it. Returns it as it is now.
   * @param change may return false: then nothing is written
   */
  change(
    resource: Resource,
    namespace: string,
    name: string,
    change: (copy: KubeObject) => unknown,
    options: WriteOptions & { part?: Part },
  ): KubeObject {
    const current = this.get(resource, namespace, name);
    const copy = structuredClone(current);
    return change(copy) === false ? current : this.update(resource, namespace, name, copy, options);
  }

  patch(
    resource: Resource,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions & { part?: Part },
  ): KubeObject {
    const current = this.get(resource, namespace, name);
    const next = patched(resource, asJson(current), patch.body, patch.type);
    const read = asObject(patch.read?.(next) ?? next);
    checkPatchedUid(resource, read, current);
    return this.update(resource, namespace, name, read, options);
  }

  delete(
    resource: Resource,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): Deletion {
    if (resource.id === definitions && options.dryRun !== true) {
      return this.#deleteDefinition(resource, name, options);
    }
    const deletion = remove(this.#context, resource, namespace, name, options);
    this.#finishDefinition(resource);
    return deletion;
  }

  /** Deletes all of a selection; returns them as they were. */
  deleteCollection(resource: Resource, selection: Selection, options: DeleteOptions): ListResult {
    const found = this.list(resource, selection);
    const items = found.items.map(
      ({ metadata: { namespace = '', name } }) =>
        this.delete(resource, namespace, name, options).object,
    );
    return { ...found, items };
  }

  scale(resource: Resource, namespace: string, name: string): KubeObject {
    return scaleOf(this.get(resource, namespace, name), this.#scalePaths(resource));
  }

  /** Sets the number of replicas; returns the Scale as it is now. */
  updateScale(
    resource: Resource,
    namespace: string,
    name: string,
    scale: JsonObject,
    options: WriteOptions,
  ): KubeObject {
    const paths = this.#scalePaths(resource);
    const next = scaled(this.get(resource, namespace, name), scale, paths);
    return scaleOf(this.update(resource, namespace, name, next, options), paths);
  }

  patchScale(
    resource: Resource,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions,
  ): KubeObject {
    const before = asJson(this.scale(resource, namespace, name));
    const next = patched({ ...resource, kind: 'Scale' }, before, patch.body, patch.type);
    return this.updateScale(resource, namespace, name, next, options);
  }

  /** Deletes a pod if its budget allows it; 429 if not. */
  evict(namespace: string, name: string, options: DeleteOptions, writer: WriteOptions): JsonObject {
    return evict(this.#context, namespace, name, options, writer);
  }

  /**
   * Puts a pod on a node.
   * @throws ApiError 409 where it is on one already or under deletion
   */
  bind(namespace: string, name: string, node: string, options: WriteOptions): JsonObject {
    return bind(this.#context, namespace, name, node, options);
  }

  /** Each namespace has an account for the pods that do not name one. */
  #createAccount(namespace: string): void {
    const account = asObject({ metadata: { name: 'default' } });
    const accounts = this.registry.builtIn('serviceaccounts');
    this.create(accounts, namespace, account, { manager: 'practice' });
  }

  #scalePaths(resource: Resource) {
    const { definition } = resource;
    return scalePaths(
      resource,
      definition === undefined
        ? undefined
        : this.store.get({ resource: definitions, namespace: '', name: definition }),
    );
  }

  #noticeDefinition({ id }: Resource, object: KubeObject, { dryRun }: WriteOptions): void {
    if (id === definitions && dryRun !== true && this.store.get(keyOfDefinition(object))) {
      this.registry.define(object);
    }
  }

  /** A definition goes with its objects; while one of them is held, it stays and says so. */
  #deleteDefinition(resource: Resource, name: string, options: DeleteOptions): Deletion {
    const held = 'customresourcecleanup.apiextensions.k8s.io';
    const definition = this.get(resource, '', name);
    for (const served of this.registry.all().filter((one) => one.definition === name)) {
      this.deleteCollection(served, {}, {});
    }
    const group = textAt(definition, 'spec', 'group');
    const id = `${textAt(definition, 'spec', 'names', 'plural')}.${group}`;
    if (this.store.list(id).length > 0) {
      this.store.put(keyOfDefinition(definition), {
        ...definition,
        metadata: {
          ...definition.metadata,
          finalizers: [...new Set([...(definition.metadata.finalizers ?? []), held])],
        },
      });
      return remove(this.#context, resource, '', name, {});
    }
    const deletion = remove(this.#context, resource, '', name, options);
    if (deletion.finished) {
      this.registry.forget(name);
    }
    return deletion;
  }

  /** Lets a definition go that was only waiting for its last object. */
  #finishDefinition({ definition, id }: Resource): void {
    if (definition === undefined || this.store.list(id).length > 0) {
      return;
    }
    const key = { resource: definitions, namespace: '', name: definition };
    if (this.store.get(key)?.metadata.deletionTimestamp !== undefined) {
      this.store.remove(key);
      this.registry.forget(definition);
    }
  }
}

function keyOfDefinition({ metadata }: KubeObject) {
  return { resource: definitions, namespace: '', name: metadata.name };
}

/** An object as plain JSON, which it is. */
export function asJson(object: KubeObject): JsonObject {
  return object as unknown as JsonObject;
}

/**
 * JSON as an object with metadata; what else must be there is checked when it is written.
 * @throws ApiError 400 where it cannot be one
 */
export function asObject(json: Json): KubeObject {
  if (!isObject(json)) {
    throw badRequest('the object provided is unrecognized: it must be a JSON object');
  }
  return { ...json, metadata: { ...objectAt(json, 'metadata') } } as unknown as KubeObject;
}
