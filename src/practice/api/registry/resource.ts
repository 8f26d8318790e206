import type { JsonObject } from '../../../experiment/json.ts';
import type { ColumnDefinition } from './columns.ts';

/** What may be done with a resource, as discovery and roles name it. */
export type Verb =
  | 'create'
  | 'delete'
  | 'deletecollection'
  | 'get'
  | 'list'
  | 'patch'
  | 'update'
  | 'watch';

/** A path below an object, such as `pods/log`. */
export interface Subresource {
  /** Such as `log`. */
  name: string;
  /** Of the body, such as `Scale`. */
  kind: string;
  verbs: readonly string[];
  /** Where the body's kind is not of the resource's own group and version. */
  group?: string;
  version?: string;
}

/** A kind that the server stores. */
export interface Resource {
  /** Key in the store: `pods`, `deployments.apps`. Versions of one group share it. */
  id: string;
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  /** Of a list, such as `PodList`. */
  listKind: string;
  namespaced: boolean;
  verbs: readonly Verb[];
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: readonly Subresource[];
  /** Fields that a field selector may name besides name and namespace. */
  selectableFields: readonly string[];
  /** The server counts changes of `spec` in `metadata.generation`. */
  generation: boolean;
  /** A finished deletion answers with the object instead of a Status. */
  returnsDeleted: boolean;
  /** Fields that may only be set by the path of the status. */
  hasStatus: boolean;
  columns: readonly ColumnDefinition[];
  /** Defined by a CustomResourceDefinition, whose name this is. */
  definition?: string;
  /** Of that definition, where it says anything: the `openAPIV3Schema` of this version. */
  schema?: JsonObject;
}

/** `v1` or `apps/v1`, as objects write it. */
export function apiVersionOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The subresource of that name, if the resource has it. */
export function subresourceOf(resource: Resource, name: string): Subresource | undefined {
  return resource.subresources.find((one) => one.name === name);
}
