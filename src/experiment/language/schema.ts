import json from '../../../schemas/experiment.schema.json' with { type: 'json' };
import { isObject, type Json } from '../json.ts';

/** A part of the experiment's schema, as far as writing help reads it. */
export interface Schema {
  description?: string;
  $ref?: string;
  type?: string | string[];
  enum?: Json[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  allOf?: Schema[];
  if?: Condition;
  then?: Schema;
  else?: Schema;
  definitions?: Record<string, Schema>;
  'x-name'?: string;
}

interface Condition {
  required?: string[];
  properties?: Record<string, { const?: Json; not?: { type: string } }>;
  type?: string;
}

const root = json as unknown as Schema;

/** All parts of the schema that are about a place, in the order of their weight. */
export function schemasAt(experiment: Json | undefined, path: readonly string[]): Schema[] {
  let value: Json | undefined = experiment;
  let nodes = expand(root, value);
  for (const token of path) {
    const found = nodes.flatMap((node) => {
      const next = child(node, token);
      return next === undefined ? [] : [next];
    });
    value = memberOf(value, token);
    nodes = found.flatMap((node) => expand(node, value));
  }
  return nodes;
}

/** What a name means in the object at a place. */
export function describe(
  experiment: Json | undefined,
  path: readonly string[],
  name: string,
): string | undefined {
  for (const node of schemasAt(experiment, path)) {
    const property = node.properties?.[name];
    const own = property?.description ?? definition(property?.$ref)?.description;
    if (own !== undefined) {
      return own;
    }
  }
  return undefined;
}

/** Names of the definitions a place goes by, such as `hypothesisProbe` and `activity`. */
export function kindsAt(experiment: Json | undefined, path: readonly string[]): string[] {
  return schemasAt(experiment, path).flatMap((node) => node['x-name'] ?? []);
}

/** The schema a property refers to, else itself. */
export function target(schema: Schema): Schema {
  return definition(schema.$ref) ?? schema;
}

function definition(ref: string | undefined): Schema | undefined {
  const name = ref?.replace('#/definitions/', '');
  return name === undefined ? undefined : root.definitions?.[name];
}

function child(node: Schema, token: string): Schema | undefined {
  const property = node.properties?.[token];
  if (property !== undefined) {
    return property;
  }
  return /^\d+$/.test(token) && node.items !== undefined ? node.items : node.additionalProperties;
}

function memberOf(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) {
    return value[Number(token)];
  }
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

function expand(node: Schema, value: Json | undefined): Schema[] {
  const nodes = [node];
  const referred = definition(node.$ref);
  if (referred !== undefined) {
    nodes.push(...expand(referred, value));
  }
  for (const part of node.allOf ?? []) {
    nodes.push(...expand(part, value));
  }
  if (node.if !== undefined) {
    const open = !isObject(value) || Object.keys(value).length === 0;
    const met = fits(node.if, value);
    // An object with nothing in it yet may become either.
    if (node.then !== undefined && (met || (open && node.else !== undefined))) {
      nodes.push(...expand(node.then, value));
    }
    if (node.else !== undefined && !met) {
      nodes.push(...expand(node.else, value));
    }
  }
  return nodes;
}

function fits(condition: Condition, value: Json | undefined): boolean {
  if (!isObject(value)) {
    return condition.type === 'object' ? false : condition.required === undefined;
  }
  return (
    (condition.required ?? []).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(condition.properties ?? {}).every(([name, { const: wanted, not }]) => {
      const own = value[name];
      return (wanted === undefined || own === wanted) && !(not?.type === 'null' && own === null);
    })
  );
}
