import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import type { Api } from '../api.ts';
import { listAt, objectAt, textAt, valueAt } from '../objects.ts';
import { patchTypes } from '../patch/index.ts';
import { apiVersionOf, type Resource } from '../registry/resource.ts';

const prefix = '#/components/schemas/';

/**
 * OpenAPI v3 by group and version, as far as `kubectl apply`, `explain` and validation read it: the
 * schemas of our kinds, and of each kind the paths that tell its GET and PATCH.
 */
export class OpenApi {
  readonly #api: Api;
  #schemas: Promise<JsonObject> | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Where the document of each version is. The hash makes clients read a changed one anew. */
  index(): JsonObject {
    const keys = [...new Set(this.#resources().map(keyOf))];
    const paths = keys.map((key): [string, Json] => {
      const definitions = this.#at(key).map(({ definition = '' }) => this.#definition(definition));
      const hash = createHash('sha256').update(JSON.stringify(definitions)).digest('hex');
      return [key, { serverRelativeURL: `/openapi/v3/${key}?hash=${hash}` }];
    });
    return { paths: Object.fromEntries(paths) };
  }

  /** @param key such as `apis/apps/v1`; undefined where there is no such version */
  async document(key: string): Promise<JsonObject | undefined> {
    const resources = this.#at(key);
    if (resources.length === 0) {
      return undefined;
    }
    this.#schemas ??= load();
    const known = await this.#schemas;
    const custom = Object.fromEntries(
      resources
        .filter(({ definition }) => definition !== undefined)
        .map((resource) => [customName(resource), this.#customSchema(resource)]),
    );
    const roots = resources.flatMap((resource) =>
      Object.keys(known).filter((name) => names(known[name], resource)),
    );
    return {
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: '1.35' },
      paths: Object.fromEntries(resources.flatMap(pathsOf)),
      components: {
        schemas: reachable({ ...known, ...custom }, [...roots, ...Object.keys(custom)]),
      },
    };
  }

  #resources(): Resource[] {
    return this.#api.registry.all();
  }

  #at(key: string): Resource[] {
    return this.#resources().filter((one) => keyOf(one) === key);
  }

  #definition(name: string) {
    const definitions = this.#api.registry.builtIn(
      'customresourcedefinitions.apiextensions.k8s.io',
    );
    return name === '' ? undefined : this.#api.find(definitions, '', name);
  }

  #customSchema(resource: Resource): JsonObject {
    const definition = this.#definition(resource.definition ?? '');
    const version = listAt(definition, 'spec', 'versions').find(
      (one) => textAt(one, 'name') === resource.version,
    );
    const schema = objectAt(version, 'schema', 'openAPIV3Schema');
    const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
    return {
      ...schema,
      properties: {
        ...objectAt(schema, 'properties'),
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { allOf: [{ $ref: `${prefix}${meta}` }] },
      },
      'x-kubernetes-group-version-kind': [kindOf(resource)],
    };
  }
}

async function load(): Promise<JsonObject> {
  const { default: data } = await import('../data/openapi.json', { with: { type: 'json' } });
  return JSON.parse(gunzipSync(Buffer.from(data.schemas, 'base64')).toString());
}

function keyOf({ group, version }: Resource): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

const kindOf = ({ group, version, kind }: Resource) => ({ group, version, kind });

const customName = ({ group, version, kind }: Resource) =>
  `${group.split('.').reverse().join('.')}.${version}.${kind}`;

function names(schema: Json | undefined, resource: Resource): boolean {
  return listAt(schema, 'x-kubernetes-group-version-kind').some(
    (one) =>
      valueAt(one, 'kind') === resource.kind &&
      valueAt(one, 'group') === resource.group &&
      valueAt(one, 'version') === resource.version,
  );
}

/** Schemas, and all that they refer to. */
function reachable(known: JsonObject, roots: readonly string[]): JsonObject {
  const kept: JsonObject = {};
  const wanted = [...roots];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const schema = known[name];
    if (schema !== undefined && kept[name] === undefined) {
      kept[name] = schema;
      references(schema, wanted);
    }
  }
  return kept;
}

function references(value: Json, found: string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      references(item, found);
    }
  } else if (isObject(value)) {
    const reference = value['$ref'];
    if (typeof reference === 'string') {
      found.push(reference.slice(prefix.length));
    }
    references(Object.values(value), found);
  }
}

function pathsOf(resource: Resource): [string, JsonObject][] {
  const root = `/${resource.group === '' ? 'api' : 'apis'}/${apiVersionOf(resource)}`;
  const place = resource.namespaced ? '/namespaces/{namespace}' : '';
  const about = { 'x-kubernetes-group-version-kind': kindOf(resource) };
  const types = Object.values(patchTypes).filter(
    (type) => type !== patchTypes.strategic || resource.definition === undefined,
  );
  const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });
  const answer = { responses: { 200: { description: 'OK' } } };
  const collection = `${root}${place}/${resource.plural}`;
  return [
    [collection, { get: { 'x-kubernetes-action': 'list', ...about, ...answer } }],
    [
      `${collection}/{name}`,
      {
        get: { 'x-kubernetes-action': 'get', ...about, ...answer },
        patch: {
          'x-kubernetes-action': 'patch',
          ...about,
          parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map(parameter),
          requestBody: { content: Object.fromEntries(types.map((type) => [type, {}])) },
          ...answer,
        },
      },
    ],
  ];
}
