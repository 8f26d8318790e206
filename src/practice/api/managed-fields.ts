import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import type { KubeObject, ManagedFieldsEntry } from './objects.ts';

/** Fields of metadata that the server sets: nobody manages them. */
const ofServer = new Set([
  'name',
  'namespace',
  'generateName',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
]);

/** Who writes, as an entry of `managedFields` names it. */
export interface Manager {
  name: string;
  /** ISO 8601, in whole seconds. */
  time: string;
  subresource?: string;
}

/**
 * The entries after a write: the writer gets the fields that it has changed, and others lose them.
 * A list counts as one field. (Server-side apply, which needs the items of lists, is not offered.)
 */
export function managedFields(
  next: KubeObject,
  previous: KubeObject | undefined,
  manager: Manager,
): ManagedFieldsEntry[] {
  const changed = changes(managed(next), previous === undefined ? {} : managed(previous));
  const entries = previous?.metadata.managedFields ?? [];
  if (Object.keys(changed).length === 0) {
    return entries;
  }
  const isSame = (entry: ManagedFieldsEntry) =>
    entry.manager === manager.name &&
    entry.operation === 'Update' &&
    entry.subresource === manager.subresource;
  const mine = entries.find(isSame)?.fieldsV1 ?? {};
  const others = entries
    .filter((entry) => !isSame(entry))
    .map((entry) => ({ ...entry, fieldsV1: without(entry.fieldsV1, changed) }))
    .filter(({ fieldsV1 }) => Object.keys(fieldsV1).length > 0);
  return [
    ...others,
    {
      manager: manager.name,
      operation: 'Update',
      apiVersion: next.apiVersion,
      time: manager.time,
      fieldsType: 'FieldsV1',
      fieldsV1: union(mine, changed),
      ...(manager.subresource === undefined ? {} : { subresource: manager.subresource }),
    },
  ];
}

function managed({ apiVersion: _, kind: __, metadata, ...rest }: KubeObject): JsonObject {
  const kept = Object.entries(metadata).filter(([key]) => !ofServer.has(key));
  return { ...rest, metadata: Object.fromEntries(kept) } as JsonObject;
}

function changes(next: JsonObject, previous: JsonObject): JsonObject {
  const fields: JsonObject = {};
  for (const [key, value] of Object.entries(next)) {
    const before = previous[key];
    if (value === undefined || isDeepStrictEqual(value, before)) {
      continue;
    }
    const inner = isObject(value) ? changes(value, isObject(before) ? before : {}) : {};
    if (!isObject(value) || Object.keys(inner).length > 0) {
      fields[`f:${key}`] = inner;
    }
  }
  return fields;
}

function union(left: JsonObject, right: JsonObject): JsonObject {
  const result: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) {
    result[key] = union(inner(left[key]), inner(value));
  }
  return result;
}

function without(fields: JsonObject, taken: JsonObject): JsonObject {
  const left = Object.entries(fields).flatMap(([key, value]): [string, Json][] => {
    if (!(key in taken)) {
      return [[key, value]];
    }
    const rest = without(inner(value), inner(taken[key]));
    return Object.keys(rest).length === 0 ? [] : [[key, rest]];
  });
  return Object.fromEntries(left);
}

const inner = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
