import type { JsonObject } from '../../../experiment/json.ts';
import { objectAt, textAt } from '../objects.ts';
import { apiVersionOf, type Resource } from '../registry/resource.ts';
import { badRequest, invalid, unsupported, wrong } from '../status.ts';
import { readCustom } from '../typed/custom.ts';
import { type Read, readTyped, TypeProblem } from '../typed/read.ts';
import { loadSchema, messageOf, metadataMessage, type Schema } from '../typed/schema.ts';
import type { Exchange } from './route.ts';

/** Reads an object as its kind. */
export type ObjectReader = (json: JsonObject) => JsonObject;

type Refusal = (json: JsonObject, why: string) => Error;

const validations = ['', 'Ignore', 'Strict', 'Warn'];

/**
 * How bodies of a request are read: by the types of their kind, and without the fields that it does
 * not have. What happens about those is the request's choice: nothing, a warning, or a refusal.
 * @param options kind of the options that a refusal of the choice names
 * @throws ApiError 422 for a choice that is none
 */
export async function objectReader(
  exchange: Exchange,
  resource: Resource,
  options: string,
): Promise<ObjectReader> {
  const refusal: Refusal = ({ kind = resource.kind }, why) =>
    badRequest(
      `${String(kind)} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`,
    );
  return readerOf(exchange, resource, options, refusal);
}

/** As {@link objectReader}, for objects after a patch. */
export async function patchedReader(exchange: Exchange, resource: Resource): Promise<ObjectReader> {
  const refusal: Refusal = (json, why) =>
    invalid('', '', '', [wrong('patch', JSON.stringify(json), why)]);
  return readerOf(exchange, resource, 'PatchOptions', refusal);
}

async function readerOf(
  { info, response }: Exchange,
  resource: Resource,
  options: string,
  refusal: Refusal,
): Promise<ObjectReader> {
  const asked = info.query.get('fieldValidation') ?? '';
  if (!validations.includes(asked)) {
    throw invalid('meta.k8s.io', options, '', [unsupported('fieldValidation', asked, validations)]);
  }
  const schema = await loadSchema();
  return (json) => {
    const { object, unknown } = read(json, resource, schema, refusal);
    const texts = unknown.map((path) => `unknown field "${path}"`);
    if (texts.length > 0 && asked === 'Strict') {
      throw refusal(json, `strict decoding error: ${texts.join(', ')}`);
    }
    if (texts.length > 0 && asked !== 'Ignore') {
      const warnings = texts.map((text) => `299 - ${JSON.stringify(text)}`);
      response.setHeader('warning', warnings);
    }
    return object;
  };
}

function read(json: JsonObject, resource: Resource, schema: Schema, refusal: Refusal): Read {
  try {
    const apiVersion = textAt(json, 'apiVersion') || apiVersionOf(resource);
    const message = messageOf(schema, apiVersion, textAt(json, 'kind') || resource.kind);
    return message === undefined || resource.definition !== undefined
      ? readOther(json, resource, schema)
      : readTyped(json, message, schema);
  } catch (error) {
    throw error instanceof TypeProblem ? refusal(json, error.message) : error;
  }
}

/** Reads a kind whose types are not known: its metadata has them all the same. */
function readOther(json: JsonObject, resource: Resource, schema: Schema): Read {
  const known = { object: json, unknown: [] };
  const own = resource.schema === undefined ? known : readCustom(json, resource.schema);
  const metadata = readTyped(objectAt(json, 'metadata'), metadataMessage, schema);
  return {
    object: { ...own.object, metadata: metadata.object },
    unknown: [...metadata.unknown.map((path) => `metadata.${path}`), ...own.unknown],
  };
}
