import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { KubeObject } from '../../objects.ts';
import type { Reader } from '../../plan.ts';
import { requiredText } from '../common/arguments.ts';
import { objectPath, type Resource } from '../common/resources.ts';

/** A kind of object by its place in the API. */
export type CustomType = Pick<Resource, 'group' | 'version' | 'plural'>;

/** A kind that the API server offers. */
export interface Offered {
  readonly resource: Resource;
  readonly namespaced: boolean;
}

/** One entry of an APIResourceList; subresources have a slash in their name. */
interface ApiResource {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** The kind that the arguments name. @throws HumanError where a word can't be one of a URL's */
export function typeOf(args: JsonObject): CustomType {
  const word = (name: string) => {
    const value = requiredText(args, name);
    if (!/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/i.test(value)) {
      throw new HumanError('kubernetes.custom-word', { name, value });
    }
    return value;
  };
  return { group: word('group'), version: word('version'), plural: word('plural') };
}

/** The name of the object; an empty one would mean all of its kind. */
export function nameOf(args: JsonObject): string {
  const name = requiredText(args, 'name');
  if (name === '') {
    throw new HumanError('kubernetes.argument-missing', { name: 'name' });
  }
  return name;
}

/** All kinds that the API server offers in a version of a group; none where it knows neither. */
export async function offeredIn(
  reader: Reader,
  group: string,
  version: string,
  signal: AbortSignal,
): Promise<Offered[]> {
  const found = await reader.get(`/apis/${group}/${version}`, signal);
  return ((found?.['resources'] ?? []) as ApiResource[])
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced }) => ({
      resource: { group, version, plural: name, kind },
      namespaced,
    }));
}

/**
 * A kind as the API server offers it.
 * @throws HumanError when it is not there, or is cluster-wide and should not be, or the reverse
 */
export async function offered(
  reader: Reader,
  type: CustomType,
  namespaced: boolean,
  signal: AbortSignal,
): Promise<Resource> {
  const { group, version, plural } = type;
  const all = await offeredIn(reader, group, version, signal);
  const found = all.find(({ resource }) => resource.plural === plural);
  if (found === undefined) {
    throw new HumanError(
      group === 'chaos-mesh.org' ? 'kubernetes.chaos-mesh-missing' : 'kubernetes.custom-unknown',
      { group, version, what: plural },
    );
  }
  if (found.namespaced !== namespaced) {
    throw new HumanError(
      namespaced ? 'kubernetes.custom-cluster-wide' : 'kubernetes.custom-namespaced',
      { what: `${plural}.${group}` },
    );
  }
  return found.resource;
}

/** An object as it is. @throws HumanError that says whether the object or its whole kind is missing */
export async function readCustom(
  reader: Reader,
  type: CustomType,
  namespace: string | undefined,
  name: string,
  signal: AbortSignal,
): Promise<KubeObject> {
  const found = await reader.get(objectPath(type, namespace, name), signal);
  if (found !== undefined) {
    return found;
  }
  await offered(reader, type, namespace !== undefined, signal);
  const what = `${type.plural}.${type.group}`;
  throw namespace === undefined
    ? new HumanError('kubernetes.custom-missing-cluster', { what, name })
    : new HumanError('kubernetes.custom-missing', { what, name, namespace });
}
