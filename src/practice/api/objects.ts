import type { Json, JsonObject } from '../../experiment/json.ts';

/** An object that another one is deleted with. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  /** It manages the other one too; there is at most one such owner. */
  controller?: boolean;
  /** The owner stays, under foreground deletion, until this one is gone. */
  blockOwnerDeletion?: boolean;
}

/** Who wrote to an object last, by manager, operation and subresource. */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Update' | 'Apply';
  apiVersion: string;
  /** ISO 8601, in whole seconds. */
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
}

/** The metadata of a stored object; what the server does not know is kept. */
export interface Meta {
  name: string;
  namespace?: string;
  generateName?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFieldsEntry[];
}

/** A Kubernetes object as raw JSON. One that is stored is never changed, only replaced. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: Meta;
  spec?: JsonObject;
  status?: JsonObject;
  [key: string]: unknown;
}

/** The value at a path of keys, or undefined where one is missing. */
export function valueAt(value: unknown, ...path: string[]): Json | undefined {
  let here: unknown = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) {
      return undefined;
    }
    here = (here as Record<string, unknown>)[key];
  }
  return here as Json | undefined;
}

/** The list at a path of keys; empty where there is none. */
export function listAt(value: unknown, ...path: string[]): Json[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path of keys; empty where there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The number at a path of keys; 0 where there is none. */
export function numberAt(value: unknown, ...path: string[]): number {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : 0;
}

/** The object at a path of keys; empty where there is none. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  const found = valueAt(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
}

/** The condition of a type that an object's status has. */
export function conditionOf(object: unknown, type: string): Json | undefined {
  return listAt(object, 'status', 'conditions').find((one) => textAt(one, 'type') === type);
}

/** Whether an object has a condition of a type, and it is true. */
export function hasCondition(object: unknown, type: string): boolean {
  return textAt(conditionOf(object, type), 'status') === 'True';
}

/** Whether a pod or a node is ready. */
export function isReady(object: unknown): boolean {
  return hasCondition(object, 'Ready');
}
