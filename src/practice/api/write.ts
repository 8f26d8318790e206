import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../experiment/json.ts';
import { customProblems } from './checks/custom.ts';
import { defaultRules } from './defaults/index.ts';
import { prune } from './defaults/preset.ts';
import type { KindRules, RuleContext } from './kind-rules.ts';
import { managedFields } from './managed-fields.ts';
import { generatedName } from './names.ts';
import type { KubeObject, Meta } from './objects.ts';
import { listAt } from './objects.ts';
import type { Registry } from './registry/registry.ts';
import type { Resource } from './registry/resource.ts';
import { ApiError, alreadyExists, badRequest, type Cause, invalid, notFound } from './status.ts';
import type { Key, Store } from './store.ts';
import { readCustom } from './typed/custom.ts';
import {
  checkKind,
  checkLocks,
  checkNamespace,
  checkPlace,
  finalizerProblems,
  kindOf,
  metadataProblems,
} from './write-checks.ts';

/** Who writes, and whether for real. */
export interface WriteOptions {
  /** Goes into `managedFields`. */
  manager: string;
  /** Does all but store. */
  dryRun?: boolean;
}

/** What a writer needs. */
export interface WriteContext {
  store: Store;
  registry: Registry;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** ISO 8601 in whole seconds, as Kubernetes writes times. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Where an object of a resource is stored. */
export function keyOf(resource: Resource, namespace: string, name: string): Key {
  return { resource: resource.id, namespace: resource.namespaced ? namespace : '', name };
}

/** @throws ApiError 404 */
export function mustGet(
  store: Store,
  resource: Resource,
  namespace: string,
  name: string,
): KubeObject {
  const found = store.get(keyOf(resource, namespace, name));
  if (found === undefined) {
    throw notFound(resource, name);
  }
  return found;
}

/**
 * Stores a new object, with all that the server adds to it.
 * @param body becomes the object's; it is not changed
 * @throws ApiError 400, 403 in a namespace that ends, 404 without it, 409, 422
 */
export function create(
  context: WriteContext,
  resource: Resource,
  namespace: string,
  body: KubeObject,
  options: WriteOptions,
): KubeObject {
  const given: Partial<Meta> = body.metadata ?? {};
  checkKind(resource, body);
  if ((given.namespace ?? namespace) !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (given.resourceVersion !== undefined && given.resourceVersion !== '') {
    throw new ApiError(500, '', 'resourceVersion should not be set on objects to be created');
  }
  const now = timeText(context.now());
  const name = given.name || (given.generateName ? generatedName(given.generateName) : '');
  checkNamespace(context.store, resource, namespace, name);
  const object: KubeObject = structuredClone({
    ...pruned(resource, body),
    ...kindOf(resource),
    metadata: newMetadata(resource, given, name, namespace, now),
  });
  const rules = rulesOf(resource);
  if (resource.hasStatus && !keepsStatus.has(resource.id)) {
    delete object.status;
    const status =
      rules.newStatus?.(object) ?? (resource.definition === undefined ? {} : undefined);
    if (status !== undefined) {
      object.status = status;
    }
  }
  const ruleContext: RuleContext = { store: context.store, now };
  rules.fill?.(object, ruleContext, undefined);
  refuse(resource, object, [
    ...metadataProblems(resource, object),
    ...kindProblems(resource, object, ruleContext),
  ]);
  const key = keyOf(resource, namespace, name);
  if (context.store.get(key) !== undefined) {
    throw alreadyExists(resource, name);
  }
  const manager = { name: options.manager, time: now };
  withManagers(object, managedFields(object, undefined, manager));
  return options.dryRun === true ? object : context.store.put(key, object);
}

/** Which part of an object a write may change. */
export type Part = 'object' | 'status' | 'finalize';

/**
 * Replaces an object, or its status only. A write that changes nothing leaves the version as it is.
 * An object under deletion goes when this takes its last finalizer.
 * @param next what it shall be; a `resourceVersion` in it is a lock
 * @throws ApiError 400, 404, 409, 422
 */
export function update(
  context: WriteContext,
  resource: Resource,
  namespace: string,
  name: string,
  next: KubeObject,
  options: WriteOptions & { part?: Part },
): KubeObject {
  const part = options.part ?? 'object';
  checkKind(resource, next);
  checkPlace(next, namespace, name);
  const previous = mustGet(context.store, resource, namespace, name);
  checkLocks(resource, next, previous);
  const now = timeText(context.now());
  const object = partOf(resource, structuredClone(pruned(resource, next)), previous, part);
  const rules = rulesOf(resource);
  const ruleContext: RuleContext = { store: context.store, now };
  rules.fill?.(object, ruleContext, previous);
  if (part === 'object') {
    refuse(resource, object, [
      ...metadataProblems(resource, object),
      ...kindProblems(resource, object, ruleContext),
      ...(rules.checkChange?.(object, previous) ?? []),
      ...finalizerProblems(object, previous),
    ]);
  }
  if (isDeepStrictEqual(plain(object), plain(previous))) {
    return previous;
  }
  if (resource.generation && part === 'object' && specChanged(object, previous)) {
    object.metadata.generation = (previous.metadata.generation ?? 0) + 1;
  }
  const subresource = part === 'status' ? { subresource: 'status' } : {};
  const manager = { name: options.manager, time: now, ...subresource };
  withManagers(object, managedFields(object, previous, manager));
  if (options.dryRun === true) {
    return object;
  }
  const key = keyOf(resource, namespace, name);
  return isFinished(object)
    ? (context.store.remove(key, object) ?? object)
    : context.store.put(key, object);
}

/** Whether an object under deletion has nothing left that holds it. */
export function isFinished({ kind, apiVersion, metadata, spec }: KubeObject): boolean {
  const held =
    (metadata.finalizers ?? []).length > 0 ||
    (kind === 'Namespace' && apiVersion === 'v1' && listAt(spec, 'finalizers').length > 0) ||
    (metadata.deletionGracePeriodSeconds ?? 0) > 0;
  return metadata.deletionTimestamp !== undefined && !held;
}

/** Whether anything but metadata and status differs; of an EndpointSlice also its labels. */
export function specChanged(object: KubeObject, previous: KubeObject): boolean {
  const rest = ({ metadata, status: _, ...others }: KubeObject) =>
    others.kind === 'EndpointSlice' ? { ...others, labels: metadata.labels } : others;
  return !isDeepStrictEqual(rest(object), rest(previous));
}

const rulesOf = (resource: Resource): KindRules => defaultRules[resource.id] ?? {};

/** Kinds whose creator reports the status too. */
const keepsStatus = new Set(['nodes']);

/** Custom objects keep what their schema has; without one, all that they are given. */
function pruned({ definition, schema }: Resource, object: KubeObject): KubeObject {
  const json = object as unknown as JsonObject;
  if (definition !== undefined) {
    return schema === undefined
      ? object
      : (readCustom(json, schema).object as unknown as KubeObject);
  }
  return prune(json) as unknown as KubeObject;
}

function kindProblems(resource: Resource, object: KubeObject, context: RuleContext): Cause[] {
  return resource.schema === undefined
    ? (rulesOf(resource).check?.(object, context) ?? [])
    : customProblems(object as unknown as JsonObject, resource.schema);
}

function newMetadata(
  resource: Resource,
  given: Partial<Meta>,
  name: string,
  namespace: string,
  now: string,
): Meta {
  const {
    deletionTimestamp: _,
    deletionGracePeriodSeconds: __,
    managedFields: ___,
    ...kept
  } = given;
  const metadata: Meta = {
    ...kept,
    name,
    uid: randomUUID(),
    resourceVersion: '',
    creationTimestamp: now,
  };
  delete metadata.namespace;
  delete metadata.generation;
  return {
    ...metadata,
    ...(resource.namespaced ? { namespace } : {}),
    ...(resource.generation ? { generation: 1 } : {}),
  };
}

/** The next object: what the write may not change comes from before. */
function partOf(
  resource: Resource,
  next: KubeObject,
  previous: KubeObject,
  part: Part,
): KubeObject {
  const own = previous.metadata;
  const metadata: Meta = {
    ...next.metadata,
    name: own.name,
    uid: own.uid,
    resourceVersion: own.resourceVersion,
    creationTimestamp: own.creationTimestamp,
  };
  const keys = [
    'namespace',
    'generateName',
    'generation',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
  ] as const;
  for (const key of keys) {
    delete metadata[key];
  }
  const kept = Object.fromEntries(
    keys.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])),
  );
  const whole: KubeObject = { ...next, ...kindOf(resource), metadata: { ...metadata, ...kept } };
  if (part === 'finalize') {
    const spec = { ...previous.spec, finalizers: listAt(next, 'spec', 'finalizers') };
    return { ...structuredClone(previous), spec };
  }
  if (part === 'status') {
    const status = whole.status === undefined ? {} : { status: whole.status };
    const { status: _, ...rest } = structuredClone(previous);
    const changes = resource.definition === undefined ? { metadata: whole.metadata } : {};
    return { ...rest, ...changes, ...status };
  }
  if (!resource.hasStatus) {
    return whole;
  }
  const { status: _, ...rest } = whole;
  return previous.status === undefined
    ? rest
    : { ...rest, status: structuredClone(previous.status) };
}

function refuse(resource: Resource, object: KubeObject, causes: Cause[]): void {
  if (causes.length > 0) {
    throw invalid(resource.group, resource.kind, object.metadata.name, causes);
  }
}

function withManagers(object: KubeObject, entries: Meta['managedFields'] = []): void {
  if (entries.length === 0) {
    delete object.metadata.managedFields;
  } else {
    object.metadata.managedFields = entries;
  }
}

function plain({ metadata: { managedFields: _, ...metadata }, ...rest }: KubeObject): object {
  return { ...rest, metadata };
}
