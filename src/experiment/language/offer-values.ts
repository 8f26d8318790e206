import { activitiesOf } from '../activities.ts';
import { referable } from '../check-references.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';
import { controlNames } from './controls.ts';
import { declaredNames } from './declared.ts';
import type { Offer } from './offer.ts';
import {
  activityOffers,
  argumentsOffer,
  functionOffers,
  moduleOffers,
  providerOffers,
} from './offer-activities.ts';
import { clusterOffers } from './offer-cluster.ts';
import { entryAt } from './offer-keys.ts';
import { toleranceOffers } from './offer-tolerances.ts';
import { kindsAt, schemasAt } from './schema.ts';
import { Stop } from './shape.ts';
import type { Site } from './world.ts';

/** Values that may stand at a path. */
export function valueOffers(site: Site, path: readonly string[]): Offer[] {
  const { experiment } = site;
  const last = path.at(-1) ?? '';
  const owner = path.slice(0, -1);
  const list = owner.at(-1);
  const item = /^\d+$/.test(last);
  if (item && list === 'secrets' && owner.length > 1) {
    return names(groups(experiment), 'secret');
  }
  if (path[0] === 'secrets' && path.length === 3) {
    return [...sourceOffers(site, 'secret'), ...keyValues(site, path)];
  }
  if (path[0] === 'configuration' && path.length === 2) {
    return sourceOffers(site, 'configuration');
  }
  const kinds = kindsAt(experiment, path);
  if (kinds.includes('activity') && item) {
    return activityOffers(site, path);
  }
  if (kinds.includes('provider')) {
    return providerOffers(site);
  }
  if (kinds.includes('tolerance') || last === 'tolerance') {
    return toleranceOffers(site, path);
  }
  return keyValues(site, path);
}

/** Values by the name of the member they are of. */
function keyValues(site: Site, path: readonly string[]): Offer[] {
  const { experiment, world } = site;
  const last = path.at(-1) ?? '';
  const owner = path.slice(0, -1);
  const kinds = kindsAt(experiment, owner);
  const around = valueAt(experiment, join('', ...owner));
  const python = kinds.includes('provider') && textAt(around, 'type') !== 'http';
  if (owner.at(-1) === 'arguments') {
    return argumentValues(site, path);
  }
  switch (last) {
    case 'module':
      return python ? moduleOffers(site) : [];
    case 'func':
      return python ? functionOffers(site, textAt(around, 'module')) : [];
    case 'arguments': {
      const entry = entryAt(world, experiment, owner);
      return entry === undefined ? [] : argumentsOffer(site, entry);
    }
    case 'ref':
      return kinds.includes('control')
        ? names(controlNames(experiment), 'reference')
        : references(site, owner);
    case 'key':
      return textAt(around, 'type') === 'env' ? variables(site) : [];
    case 'target':
      return names(parts(experiment, owner), 'value');
    case 'method':
      return kinds.includes('httpProvider')
        ? names(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], 'value')
        : [];
    default:
      return choices(site, path);
  }
}

/** What the schema lists, and truth values. */
function choices({ experiment }: Site, path: readonly string[]): Offer[] {
  const schemas = schemasAt(experiment, path);
  const listed = schemas.flatMap((schema) => schema.enum ?? []);
  const own = listed.filter((choice) => choice !== null && choice !== 'continously');
  const truth = schemas.some(({ type }) => [type ?? []].flat()[0] === 'boolean');
  return plain(own.length > 0 ? own : truth ? [true, false] : []);
}

function plain(values: readonly Json[]): Offer[] {
  return values.map((value, rank) => ({
    kind: 'value',
    label: typeof value === 'string' ? value : JSON.stringify(value),
    value,
    rank: Math.min(rank, 99),
  }));
}

function names(texts: Iterable<string>, kind: Offer['kind']): Offer[] {
  return [...texts].map((label, rank) => ({ kind, label, value: label, rank: Math.min(rank, 99) }));
}

function groups(experiment: Json | undefined): string[] {
  const secrets = isObject(experiment) ? experiment['secrets'] : undefined;
  return isObject(secrets) ? Object.keys(secrets) : [];
}

/** Activities of the hypothesis and the method, but not the one that is being written. */
function references({ experiment, world }: Site, owner: readonly string[]): Offer[] {
  const here = join('', ...owner);
  return [...referable(activitiesOf(experiment))].flatMap(([label, found]) => {
    const target = found.at(-1);
    if (target === undefined || target.pointer === here || target.ref !== undefined) {
      return [];
    }
    const section = world.say({ code: `writing.section-${target.section}` });
    const detail = [target.kind, section].filter(Boolean).join(' · ');
    return [{ kind: 'reference', label, value: label, detail }];
  });
}

/** Variables of the environment; those that the experiment reads already come first. */
function variables({ world, experiment }: Site): Offer[] {
  const used = new Set(declaredNames(experiment).map(({ source }) => textAt(source, 'key') ?? ''));
  return Object.keys(world.environment)
    .sort()
    .map((label) => ({ kind: 'name', label, value: label, rank: used.has(label) ? 1 : 2 }));
}

/** Parts of an answer that a tolerance may be about. */
function parts(experiment: Json | undefined, tolerance: readonly string[]): string[] {
  const provider = valueAt(experiment, join('', ...tolerance.slice(0, -1), 'provider'));
  switch (textAt(provider, 'type')) {
    case 'http':
      return ['status', 'body', 'headers'];
    case 'process':
      return ['status', 'stdout', 'stderr'];
    default:
      return [];
  }
}

function argumentValues(site: Site, path: readonly string[]): Offer[] {
  const { world, experiment } = site;
  const entry = entryAt(world, experiment, path.slice(0, -2));
  const parameter = entry?.parameters.find(({ name }) => name === path.at(-1));
  if (entry === undefined || parameter === undefined) {
    return [];
  }
  const { schema, default: value } = parameter;
  const truth = [schema.type ?? []].flat().includes('boolean');
  const listed = plain(schema.enum ?? (truth ? [true, false] : []));
  const known = clusterOffers(site, entry, path);
  const phases =
    parameter.name === 'phase'
      ? plain(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
      : [];
  const all = [...listed, ...phases, ...known];
  const usual = all.some(({ label }) => label === String(value)) || value === undefined;
  return usual
    ? all
    : [
        ...all,
        {
          kind: 'value',
          label: String(value),
          value,
          detail: world.say({ code: 'writing.default' }),
          rank: 90,
        },
      ];
}

/** Where a value comes from, other than from the file itself. */
function sourceOffers({ world: { say } }: Site, what: 'secret' | 'configuration'): Offer[] {
  const env = {
    type: 'env',
    key: new Stop('VARIABLE'),
    ...(what === 'configuration' && { default: new Stop('') }),
  };
  const offers: Offer[] = [
    {
      kind: 'shape',
      label: say({ code: 'writing.shape-env' }),
      search: 'env environment variable',
      value: env,
    },
  ];
  if (what === 'configuration') {
    offers.push({
      kind: 'shape',
      label: say({ code: 'writing.shape-probe' }),
      search: 'probe dynamic process http',
      value: {
        type: 'probe',
        name: new Stop('find-out'),
        provider: { type: 'process', path: new Stop('node'), arguments: [new Stop('--version')] },
      },
    });
  }
  return offers;
}
