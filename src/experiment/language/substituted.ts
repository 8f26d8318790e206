import { type ActivityPlace, activitiesOf } from '../activities.ts';
import type { ParsedDocument, Range } from '../document.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { forEachText } from '../texts.ts';
import { LineIndex } from '../tree.ts';
import { valueAt } from '../value-at.ts';

/** A `$name` or `${name}` in a text that is replaced by a run. */
export interface NameUse {
  name: string;
  /** The value it stands in. */
  pointer: string;
  /** The name alone, without dollar sign and braces. */
  range: Range;
  /** With them. */
  whole: Range;
}

/** `$$` is a dollar sign, as in Python’s `string.Template`. */
const template = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/**
 * Every use of a name, in the order of the places it may stand in.
 * @param within pointer of the only value that is looked into
 */
export function nameUses(document: ParsedDocument, within?: string): NameUse[] {
  const lines = new LineIndex(document.text);
  const uses: NameUse[] = [];
  const seen = new Set<number>();
  for (const place of substitutedPlaces(document.value)) {
    if (within !== undefined && within !== place && !within.startsWith(`${place}/`)) {
      continue;
    }
    const start = within ?? place;
    forEachText(valueAt(document.value, start), start, (text, pointer) => {
      if (!text.includes('$')) {
        return;
      }
      const { start, end } = document.rangeOf(pointer);
      const from = lines.offsetAt(start);
      for (const match of document.text.slice(from, lines.offsetAt(end)).matchAll(template)) {
        const name = match[1] ?? match[2];
        const at = from + match.index;
        // A YAML alias leads to the same place again.
        if (name !== undefined && !seen.has(at)) {
          seen.add(at);
          const begin = at + (match[1] === undefined ? 2 : 1);
          const range = lines.range(begin, begin + name.length);
          uses.push({ name, pointer, range, whole: lines.range(at, at + match[0].length) });
        }
      }
    });
  }
  return uses;
}

/** Pointers of all values in which names are replaced. */
function substitutedPlaces(experiment: Json | undefined): string[] {
  const configuration = isObject(experiment) ? experiment['configuration'] : undefined;
  const dynamic = Object.entries(isObject(configuration) ? configuration : {}).flatMap(
    ([name, value]) =>
      isObject(value) && value['type'] === 'probe'
        ? providerPlaces(join('/configuration', name, 'provider'))
        : [],
  );
  return ['/title', ...activitiesOf(experiment).flatMap(activityPlaces), ...dynamic];
}

function activityPlaces({ pointer, value }: ActivityPlace): string[] {
  const tolerance = join(pointer, 'tolerance');
  const judged = value['tolerance'];
  return [
    ...providerPlaces(join(pointer, 'provider')),
    join(pointer, 'pauses'),
    ...(typeof judged === 'string' ? [tolerance] : []),
    ...(isObject(judged)
      ? [
          ...['pattern', 'path', 'expect'].map((name) => join(tolerance, name)),
          join(tolerance, 'provider', 'arguments'),
        ]
      : []),
  ];
}

function providerPlaces(provider: string): string[] {
  return ['arguments', 'url', 'headers', 'timeout'].map((name) => join(provider, name));
}
