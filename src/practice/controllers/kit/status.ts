import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, objectAt, textAt } from '../../api/objects.ts';
import type { Resource } from '../../api/registry/resource.ts';
import { type Kit, statusWriter } from './kit.ts';

/** Writes the status of an object, unless it is so already. Returns the object as it is now. */
export function writeStatus(
  kit: Kit,
  resource: Resource,
  object: KubeObject,
  status: JsonObject,
): KubeObject {
  if (isDeepStrictEqual(object.status ?? {}, status)) {
    return object;
  }
  const { namespace = '', name } = object.metadata;
  return kit.api.change(
    resource,
    namespace,
    name,
    (copy) => {
      copy.status = status;
    },
    statusWriter,
  );
}

/** Numbers of a status as the API shows them: 0 is left out. */
export function counts(numbers: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== 0));
}

/** Conditions of an object's status. */
export function conditionsOf(object: KubeObject): JsonObject[] {
  return listAt(object, 'status', 'conditions').filter(isObject);
}

/** The list without the condition of a type. */
export function withoutCondition(conditions: readonly JsonObject[], type: string): JsonObject[] {
  return conditions.filter((one) => textAt(one, 'type') !== type);
}

/** `{ conditions }`, or nothing where there are none. */
export function shownConditions(conditions: readonly JsonObject[]): JsonObject {
  return conditions.length === 0 ? {} : { conditions: [...conditions] };
}

/** The annotations of an object with some set. */
export function withAnnotations(object: KubeObject, values: Record<string, string>): void {
  object.metadata.annotations = { ...object.metadata.annotations, ...values };
}

/** A number of a spec, which the API's defaults have set. */
export function specNumber(object: KubeObject, key: string, otherwise: number): number {
  const value: Json | undefined = objectAt(object, 'spec')[key];
  return typeof value === 'number' ? value : otherwise;
}
