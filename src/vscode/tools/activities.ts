import type { CatalogueEntry, Parameter } from '../../catalogue/types.ts';
import { permissionsDoc } from '../../experiment/language/access.ts';
import type { Say } from './bounded.ts';

/** Activities that are told with all their arguments. */
const most = 15;

/** What is looked for; what is left out does not narrow it. */
export interface Wanted {
  /** Words that all stand in the path or in what the activity does. */
  filter?: string | undefined;
  kind?: 'probe' | 'action' | undefined;
  /** A part of the path of its module. */
  module?: string | undefined;
}

/** The activities of the catalogue that match, with their arguments and what must be allowed for them. */
export function activitiesText(
  entries: readonly CatalogueEntry[],
  wanted: Wanted,
  say: Say,
): string {
  const total = entries.length;
  const found = entries.filter((entry) => matches(entry, wanted));
  if (found.length === 0) {
    const modules = [...new Set(entries.map(({ module }) => module))].join(', ');
    return say({ code: 'tools.activities.none', args: { total, modules } });
  }
  const left = found.length - most;
  return [
    say({ code: 'tools.activities.some', args: { count: found.length, total } }),
    ...found.slice(0, most).map((entry) => entryText(entry, say)),
    ...(left > 0 ? [say({ code: 'tools.activities.more', args: { count: left } })] : []),
  ].join('\n\n');
}

function matches(entry: CatalogueEntry, { filter = '', kind, module = '' }: Wanted): boolean {
  const { aliases, summary } = entry;
  const text = [entry.module, entry.func, ...aliases, summary].join(' ').toLowerCase();
  const words = filter.toLowerCase().split(/[\s,]+/);
  return (
    (kind === undefined || entry.kind === kind) &&
    entry.module.includes(module) &&
    words.every((word) => text.includes(word))
  );
}

function entryText(entry: CatalogueEntry, say: Say): string {
  const { module, func, kind, summary, deprecated, parameters } = entry;
  const outdated =
    deprecated === undefined
      ? []
      : [say({ code: 'tools.activities.outdated', args: { text: deprecated } })];
  return [
    `${module}.${func} (${kind}): ${summary}`,
    ...outdated,
    permissionsDoc(entry, say),
    ...parameters.map((parameter) => `  - ${parameterText(parameter, say)}`),
  ].join('\n');
}

function parameterText({ name, schema, required, default: value, doc }: Parameter, say: Say) {
  const types = [schema.type ?? []].flat().join(' | ');
  const need =
    required === true
      ? say({ code: 'tools.activities.required' })
      : value === undefined
        ? say({ code: 'tools.activities.optional' })
        : say({ code: 'tools.activities.default', args: { value: JSON.stringify(value) } });
  const choices =
    schema.enum === undefined
      ? ''
      : say({ code: 'tools.activities.choices', args: { choices: schema.enum.join(', ') } });
  const facts = [types, need, choices].filter((fact) => fact !== '').join(', ');
  return `${name} (${facts}): ${doc}`;
}
