import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import { optionalText, requiredText, wrongType } from '../common/arguments.ts';
import { parseManifest, readManifest } from '../common/creation.ts';
import type { PlanContext } from '../types.ts';

/** What `resource` says or, where it is missing, a YAML file of any extension. */
async function bodyOf(
  args: JsonObject,
  context: PlanContext,
): Promise<{ value: Json; path?: string }> {
  const { resource } = args;
  if (resource !== undefined && resource !== null) {
    return { value: resource };
  }
  const path = optionalText(args, 'resource_as_yaml_file');
  if (!path) {
    throw new HumanError('kubernetes.resource-missing');
  }
  return { value: await readManifest(path, 'YAML', context), path };
}

/** The object to create, or to put in another's place. */
export async function objectOf(args: JsonObject, context: PlanContext): Promise<JsonObject> {
  const { value, path } = await bodyOf(args, context);
  if (isObject(value)) {
    return value;
  }
  throw path === undefined
    ? wrongType('resource', 'object', value)
    : new HumanError('kubernetes.manifest-shape', { path });
}

/** The operations of a JSON Patch (RFC 6902). */
export async function operationsOf(args: JsonObject, context: PlanContext): Promise<JsonObject[]> {
  const { value, path } = await bodyOf(args, context);
  if (Array.isArray(value) && value.every(isObject)) {
    return value;
  }
  throw path === undefined
    ? wrongType('resource', 'list of JSON Patch operations', value)
    : new HumanError('kubernetes.json-patch-shape', { path });
}

/** The object that `resource` has as text. */
export async function objectInText(args: JsonObject, format: 'JSON' | 'YAML'): Promise<JsonObject> {
  const text = requiredText(args, 'resource');
  let value: Json;
  try {
    value = await parseManifest(text, format);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HumanError('kubernetes.resource-syntax', { format, reason }, { cause });
  }
  if (isObject(value)) {
    return value;
  }
  throw wrongType('resource', `${format} text of one object`, value);
}
