import type { Json, JsonObject } from '../experiment/json.ts';

/** An object that another one is deleted with. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  /** It manages the other one too; there is at most one such owner. */
  controller?: boolean;
}

/** The metadata every Kubernetes object has; unknown fields are kept. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: FieldManager[];
}

/** Who wrote some fields of an object; which ones is not read here. */
export interface FieldManager {
  /** By the `fieldManager` of the request. */
  manager: string;
  /** ISO 8601, in whole seconds. */
  time?: string;
  /** Such as `status`, where it was written by its own path. */
  subresource?: string;
}

/**
 * A Kubernetes object as raw JSON, so that what is put back is what was there. Kinds extend it with
 * the parts of `spec` and `status` that are read; everything else is kept untouched.
 */
export interface KubeObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec?: object;
  status?: object;
  [key: string]: unknown;
}

/** The owner that manages an object, and replaces it where that is its job. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** Methods of the Kubernetes API. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request; the client adds credentials, User-Agent and, on writes, `fieldManager`. */
export interface ApiRequest {
  method: Method;
  /** From `/api` or `/apis` on, segments already encoded. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: Json;
  /** Of the body; `application/json` if not said (patches say theirs). */
  contentType?: string;
  accept?: string;
  /**
   * A repeat after a lost answer does no harm (reads always; a delete with a uid precondition).
   * Without it a lost answer throws `kubernetes.unknown-outcome`.
   */
  repeatable?: boolean;
}

/** A line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: KubeObject;
}

/** What an exec in a container gave. */
export interface ExecResult {
  stdout: string;
  stderr: string;
  /** The error channel's Status object. */
  status: JsonObject;
}
