import type { Format } from '../document.ts';
import type { Json } from '../json.ts';
import type { ReadDocument } from '../parsed.ts';
import { join } from '../pointer.ts';
import { reread } from '../reread.ts';
import { valueAt } from '../value-at.ts';
import { experimentShape } from './activity-shapes.ts';
import { cursorAt, textAround } from './cursor.ts';
import { type Completion, type Offer, toCompletion } from './offer.ts';
import { keyOffers } from './offer-keys.ts';
import { nameOffers } from './offer-names.ts';
import { valueOffers } from './offer-values.ts';
import { schemasAt } from './schema.ts';
import type { Site, World } from './world.ts';

/** What could be written at a place. */
export interface Completions {
  items: Completion[];
  /** Names of the cluster are still on their way: asked again, there are more. */
  incomplete: boolean;
}

/**
 * Everything that could be written at an offset of a text, however unfinished it is.
 * @param near a reading of the text, or of one that hardly differs, which saves reading all of it
 */
export function complete(
  text: string,
  offset: number,
  format: Format,
  world: World,
  near?: ReadDocument,
): Completions {
  const cursor = cursorAt(text, offset, format, near);
  if (cursor === undefined) {
    return { items: [], incomplete: false };
  }
  const document = reread(near, textAround(text, cursor), format);
  let incomplete = false;
  const waiting = () => {
    incomplete = true;
  };
  const site: Site = { cursor, experiment: document.value, world, waiting };
  const names = nameOffers(site, text, offset);
  if (names !== undefined) {
    return { items: names, incomplete: false };
  }
  const dash = needsDash(site);
  const offers = offersAt(site, dash);
  const items = offers.map((offer) => toCompletion(offer, cursor, dash));
  return { items: withoutRepeats(items), incomplete };
}

/** Whether a new item of a YAML list begins at the cursor. */
function needsDash({ cursor, experiment }: Site): boolean {
  if (!cursor.dash || cursor.colon) {
    return false;
  }
  const value = valueAt(experiment, join('', ...cursor.path));
  const types = schemasAt(experiment, cursor.path).flatMap(({ type }) => type ?? []);
  return Array.isArray(value) || (isNothing(value) && types[0] === 'array');
}

function offersAt(site: Site, dash: boolean): Offer[] {
  const { cursor, experiment } = site;
  const { path } = cursor;
  if (cursor.block) {
    return [];
  }
  const value = valueAt(experiment, join('', ...path));
  if (path.length === 0 && isNothing(value)) {
    return wholeExperiment(site);
  }
  if (cursor.part === 'value') {
    return [...valueOffers(site, path), ...(cursor.orKey ? keyOffers(site, path) : [])];
  }
  if (dash) {
    return valueOffers(site, [...path, String(Array.isArray(value) ? value.length : 0)]);
  }
  // Below a name that has no value yet the value may begin as a whole, or with its first member.
  const begins = cursor.format === 'yaml' && !cursor.flow && !cursor.colon && isNothing(value);
  const whole = begins ? valueOffers(site, path).filter(({ value: shape }) => isMap(shape)) : [];
  return [...whole, ...keyOffers(site, path)];
}

function wholeExperiment(site: Site): Offer[] {
  const { say } = site.world;
  const whole: Offer = {
    kind: 'shape',
    label: say({ code: 'writing.shape-experiment' }),
    search: 'experiment chaos whole',
    doc: say({ code: 'writing.shape-experiment-doc' }),
    value: experimentShape(),
    rank: 0,
  };
  // Between the braces of JSON there is no room for an object.
  const braces = site.cursor.part === 'key' && site.cursor.flow;
  return [...(braces ? [] : [whole]), ...(site.cursor.part === 'key' ? keyOffers(site, []) : [])];
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || JSON.stringify(value) === '{}';
}

function isMap(shape: Offer['value']): boolean {
  return typeof shape === 'object' && shape !== null && !Array.isArray(shape) && !('raw' in shape);
}

/** Of several of one label the first counts. */
function withoutRepeats(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return items.filter(({ kind, label }) => {
    const id = `${kind} ${label}`;
    return !seen.has(id) && seen.add(id);
  });
}
