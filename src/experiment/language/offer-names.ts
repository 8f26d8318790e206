import { declaredNames, inShort } from './declared.ts';
import type { Completion } from './offer.ts';
import { escaped } from './shape.ts';
import type { Site } from './world.ts';

/** `$`, `${` or the beginning of a name right before the cursor; `$$` is a dollar sign. */
const begun = /(?:^|[^$])(?:\$\$)*(\$(\{?)(?:[A-Za-z_]\w*)?)$/;

/** Offers for a `${name}` that is being written; undefined where none is. */
export function nameOffers(site: Site, text: string, offset: number): Completion[] | undefined {
  const { cursor, experiment, world } = site;
  const [section] = cursor.path;
  if (cursor.part !== 'value' || section === 'secrets') {
    return undefined;
  }
  const match = begun.exec(text.slice(cursor.start, offset));
  const [, written, brace] = match ?? [];
  if (written === undefined) {
    return undefined;
  }
  const rest = /^\w*/.exec(text.slice(offset))?.[0] ?? '';
  const closed = brace === '{' && text[offset + rest.length] === '}';
  const bare = cursor.format === 'json' && cursor.quote === '';
  return declaredNames(experiment).map((declared, index) => {
    const whole = `\${${declared.name}}`;
    return {
      kind: declared.group === undefined ? 'name' : 'secret',
      label: whole,
      detail: inShort(declared, world),
      insert: escaped(bare ? JSON.stringify(whole) : whole),
      filter: brace === '{' ? whole : `$${declared.name}`,
      sort: String(index).padStart(4, '0'),
      start: offset - written.length,
      end: offset + rest.length + (closed ? 1 : 0),
    };
  });
}
