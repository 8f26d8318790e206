import type { Json, JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt, valueAt } from '../objects.ts';
import { isSchema } from '../typed/custom.ts';
import { age, ageColumn, type ColumnDefinition, nameColumn } from './columns.ts';
import { allVerbs } from './kinds.ts';
import type { Resource, Subresource } from './resource.ts';

const readAndWrite = ['get', 'patch', 'update'];

/** The resources that a CustomResourceDefinition describes: one for each version that is served. */
export function customResources(definition: KubeObject): Resource[] {
  const names = objectAt(definition, 'spec', 'names');
  const group = textAt(definition, 'spec', 'group');
  const plural = textAt(names, 'plural');
  const kind = textAt(names, 'kind');
  return listAt(definition, 'spec', 'versions')
    .filter((version) => valueAt(version, 'served') === true)
    .map((version) => ({
      id: `${plural}.${group}`,
      group,
      version: textAt(version, 'name'),
      plural,
      singular: textAt(names, 'singular') || kind.toLowerCase(),
      kind,
      listKind: textAt(names, 'listKind') || `${kind}List`,
      namespaced: textAt(definition, 'spec', 'scope') === 'Namespaced',
      verbs: allVerbs,
      shortNames: listAt(names, 'shortNames').map(String),
      categories: listAt(names, 'categories').map(String),
      subresources: subresources(kind, version),
      selectableFields: listAt(version, 'selectableFields').map((field) =>
        textAt(field, 'jsonPath').replace(/^\./, ''),
      ),
      generation: true,
      returnsDeleted: false,
      hasStatus: valueAt(version, 'subresources', 'status') !== undefined,
      columns: columns(listAt(version, 'additionalPrinterColumns')),
      definition: definition.metadata.name,
      ...schemaOf(version),
    }));
}

function schemaOf(version: Json): { schema?: JsonObject } {
  const schema = objectAt(version, 'schema', 'openAPIV3Schema');
  return isSchema(schema) ? { schema } : {};
}

function subresources(kind: string, version: Json): Subresource[] {
  const scale: Subresource = {
    name: 'scale',
    kind: 'Scale',
    group: 'autoscaling',
    version: 'v1',
    verbs: readAndWrite,
  };
  return [
    ...(valueAt(version, 'subresources', 'status') === undefined
      ? []
      : [{ name: 'status', kind, verbs: readAndWrite }]),
    ...(valueAt(version, 'subresources', 'scale') === undefined ? [] : [scale]),
  ];
}

function columns(described: readonly Json[]): ColumnDefinition[] {
  if (described.length === 0) {
    return [nameColumn, ageColumn];
  }
  return [
    nameColumn,
    ...described.map((one): ColumnDefinition => {
      const type = textAt(one, 'type') as ColumnDefinition['type'];
      return {
        name: textAt(one, 'name'),
        type,
        format: textAt(one, 'format'),
        priority: numberAt(one, 'priority'),
        cell: (object, now) => cell(object, textAt(one, 'jsonPath'), type, now),
      };
    }),
  ];
}

function cell(object: KubeObject, path: string, type: string, now: number): Json {
  const value = follow(object as unknown as JsonObject, path);
  if (value === undefined || value === null) {
    return type === 'date' ? '<unknown>' : null;
  }
  if (type === 'date') {
    return age(String(value), now);
  }
  return type === 'string' && typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Reads `.spec.a.b`, `.spec.list[0]`, `.metadata.labels['a\.b']` and `.list[?(@.type=="Ready")].status`. */
function follow(object: JsonObject, path: string): Json | undefined {
  let here: Json | undefined = object;
  const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]|\[\?\(@\.(\w+)\s*==\s*["']([^"']*)["']\)\]/g;
  for (const [, key, index, quoted, field, wanted] of path.matchAll(step)) {
    if (field !== undefined) {
      here = Array.isArray(here) ? here.find((one) => valueAt(one, field) === wanted) : undefined;
    } else if (index !== undefined) {
      here = Array.isArray(here) ? here[Number(index)] : undefined;
    } else {
      here = valueAt(here, (key ?? quoted ?? '').replaceAll('\\.', '.'));
    }
  }
  return here;
}
