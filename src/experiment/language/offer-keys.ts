import type { CatalogueEntry } from '../../catalogue/types.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';
import { argumentShape, partShape } from './activity-shapes.ts';
import { parameterDoc } from './docs.ts';
import type { Offer } from './offer.ts';
import { describe, kindsAt, type Schema, schemasAt, target } from './schema.ts';
import { Stop } from './shape.ts';
import type { Site } from './world.ts';

/** Keys that have no effect or that nobody should write, by their descriptions. */
const idle = /^Has no effect|^Any value but null switches|Not used here\.$/;

/** Keys whose values are lists, of which the first item is written at once. */
const lists = ['method', 'rollbacks', 'controls'];

/** Names that a member of the object at a path may have. */
export function keyOffers(site: Site, path: readonly string[]): Offer[] {
  const { experiment, world, cursor } = site;
  const value = valueAt(experiment, join('', ...path));
  const own = isObject(value) ? Object.keys(value) : [];
  const parameters = argumentKeys(site, path, own);
  if (parameters !== undefined) {
    return parameters;
  }
  if (path.at(-1) === 'headers') {
    return headerOffers(own);
  }
  const schemas = schemasAt(experiment, path);
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const offers = new Map<string, Offer>();
  for (const schema of schemas) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const doc = describe(experiment, path, name) ?? '';
      if (
        !own.includes(name) &&
        !offers.has(name) &&
        !idle.test(doc) &&
        isUseful(site, path, name)
      ) {
        const needed = required.has(name);
        offers.set(name, {
          kind: 'key',
          label: name,
          name,
          doc,
          ...(needed && { detail: world.say({ code: 'writing.required' }) }),
          rank: (needed ? 10 : 20) + Math.min(9, offers.size),
          ...begin(name, property, isObject(value) ? value : {}, cursor.colon),
        });
      }
    }
  }
  return [...offers.values()];
}

/** What the value of a new key begins with. */
function begin(
  name: string,
  property: Schema,
  siblings: { [key: string]: Json },
  colon: boolean,
): Pick<Offer, 'value' | 'next'> {
  if (colon) {
    return {};
  }
  const part = partShape(name, siblings);
  if (part !== undefined) {
    return { value: part };
  }
  if (lists.includes(name) && target(property).type === 'array') {
    return { value: { open: 'list' }, next: true };
  }
  const { type, enum: choices, items } = target(property);
  const types = [type ?? []].flat();
  if (choices !== undefined || types[0] === 'boolean') {
    return { value: new Stop('', { raw: types[0] === 'boolean' }), next: true };
  }
  if (['provider', 'tolerance', 'arguments', 'range', 'count', 'expect'].includes(name)) {
    return { value: new Stop('', { raw: true }), next: true };
  }
  if (types[0] === 'string') {
    return {
      value: new Stop(''),
      next: ['module', 'func', 'ref', 'key', 'target', 'method'].includes(name),
    };
  }
  if (types[0] === 'array') {
    return { value: items === undefined ? { open: 'list' } : [new Stop('')], next: true };
  }
  return types[0] === 'object'
    ? { value: { open: 'object' }, next: true }
    : { value: new Stop('', { raw: true }) };
}

/** Some keys mean something in one section only. */
function isUseful({ experiment }: Site, path: readonly string[], name: string): boolean {
  const judged = path[0] === 'steady-state-hypothesis';
  const activity = kindsAt(experiment, path).includes('activity');
  if (!activity) {
    return true;
  }
  return judged ? name !== 'background' : name !== 'tolerance';
}

/** Arguments of the activity whose `arguments` are at the path; undefined anywhere else. */
function argumentKeys(
  { world, experiment }: Site,
  path: readonly string[],
  own: readonly string[],
): Offer[] | undefined {
  const entry =
    path.at(-1) === 'arguments' ? entryAt(world, experiment, path.slice(0, -1)) : undefined;
  return entry?.parameters
    .filter(({ name }) => !own.includes(name))
    .map((parameter, index) => {
      const { name, required, default: value } = parameter;
      const shape = argumentShape(parameter);
      const choosing = shape instanceof Stop && shape.choices.length > 0;
      const offer: Offer = {
        kind: 'argument',
        label: name,
        name,
        detail:
          required === true
            ? world.say({ code: 'writing.required' })
            : value === undefined
              ? ''
              : `= ${JSON.stringify(value)}`,
        doc: parameterDoc(parameter, world.say),
        rank: (required === true ? 10 : 20) + Math.min(9, index),
        value: shape,
        next: !choosing,
      };
      return offer;
    });
}

/** The catalogue's entry for the provider at a path. */
export function entryAt(
  { catalogue }: Site['world'],
  experiment: Json | undefined,
  path: readonly string[],
): CatalogueEntry | undefined {
  const provider = valueAt(experiment, join('', ...path));
  const module = textAt(provider, 'module');
  const func = textAt(provider, 'func');
  return module === undefined || func === undefined ? undefined : catalogue.find(module, func);
}

const headers: Readonly<Record<string, string>> = {
  'Content-Type': 'application/json',
  Accept: 'application/json',
  Authorization: 'Bearer ${token}',
};

function headerOffers(own: readonly string[]): Offer[] {
  const free = Object.entries(headers).filter(([name]) => !own.includes(name));
  return free.map(([name, value]) => ({ kind: 'key', label: name, name, value: new Stop(value) }));
}
