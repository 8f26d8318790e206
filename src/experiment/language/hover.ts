import type { CatalogueEntry } from '../../catalogue/types.ts';
import { type ActivityPlace, activitiesOf } from '../activities.ts';
import { referable } from '../check-references.ts';
import type { ParsedDocument, Position, Range } from '../document.ts';
import { isObject, type Json } from '../json.ts';
import { join, tokensOf } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';
import { permissionsDoc } from './access.ts';
import { declaredNames, resolved } from './declared.ts';
import { code, entryDoc, parameterDoc } from './docs.ts';
import { entryAt } from './offer-keys.ts';
import { describe, kindsAt } from './schema.ts';
import { nameUses } from './substituted.ts';
import { contains } from './symbols.ts';
import { toleranceWords } from './tolerance-words.ts';
import type { World } from './world.ts';

/** What is told about a place. Markdown, a paragraph each. */
export interface Hover {
  range: Range;
  parts: string[];
}

/** What there is to know about what stands at a position. */
export function hoverAt(
  document: ParsedDocument,
  position: Position,
  world: World,
): Hover | undefined {
  const name = nameHover(document, position, world);
  if (name !== undefined) {
    return name;
  }
  const pointer = document.pointerAt(position);
  const path = tokensOf(pointer);
  const key = document.rangeOf(pointer, 'key');
  const value = document.rangeOf(pointer);
  const onKey = path.length > 0 && !/^\d+$/.test(path.at(-1) ?? '') && contains(key, position);
  const simple = !isComposite(valueAt(document.value, pointer));
  if (!onKey && !(simple && contains(value, position))) {
    return undefined;
  }
  const site: Site = { document, world, path, pointer };
  const parts = (onKey ? keyParts(site) : valueParts(site)).filter((part) => part !== '');
  return parts.length === 0 ? undefined : { range: onKey ? key : value, parts };
}

interface Site {
  document: ParsedDocument;
  world: World;
  path: string[];
  pointer: string;
}

function isComposite(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

function nameHover(document: ParsedDocument, position: Position, world: World): Hover | undefined {
  const uses = nameUses(document, document.pointerAt(position));
  const use = uses.find(({ whole }) => contains(whole, position));
  if (use === undefined) {
    return undefined;
  }
  const declared = declaredNames(document.value).find(({ name }) => name === use.name);
  const title = `**\${${use.name}}**`;
  const text =
    declared === undefined
      ? world.say({ code: 'writing.name-undeclared' })
      : resolved(declared, world);
  return { range: use.whole, parts: [title, text] };
}

function keyParts(site: Site): string[] {
  const { document, world, path } = site;
  const { say } = world;
  const experiment = document.value;
  const name = path.at(-1) ?? '';
  const owner = path.slice(0, -1);
  if (owner.at(-1) === 'arguments') {
    const entry = entryAt(world, experiment, owner.slice(0, -1));
    const parameter = entry?.parameters.find((each) => each.name === name);
    return parameter === undefined ? [] : [`**${name}**`, parameterDoc(parameter, say)];
  }
  const declared = declaredNames(experiment).find(({ pointer }) => pointer === site.pointer);
  if (declared !== undefined) {
    return [`**\${${name}}**`, resolved(declared, world)];
  }
  if (path.length === 2 && path[0] === 'secrets') {
    return [`**${name}**`, groupText(experiment, name, world)];
  }
  const doc = describe(experiment, owner, name) ?? '';
  if (doc === '') {
    return [];
  }
  return [`**${name}**`, doc, ...(name === 'tolerance' ? toleranceParts(site) : [])];
}

function toleranceParts({ document, world, path }: Site): string[] {
  const probe = valueAt(document.value, join('', ...path.slice(0, -1)));
  if (!isObject(probe) || path[0] !== 'steady-state-hypothesis') {
    return [];
  }
  const words = toleranceWords(probe['tolerance'], probe['provider'], world.say);
  return words === undefined ? [] : [world.say({ code: 'writing.met-when', args: { words } })];
}

function valueParts(site: Site): string[] {
  const { document, world, path } = site;
  const experiment = document.value;
  const last = path.at(-1) ?? '';
  const owner = path.slice(0, -1);
  const text = String(valueAt(experiment, site.pointer) ?? '');
  if (/^\d+$/.test(last) && owner.at(-1) === 'secrets') {
    return [`**${text}**`, groupText(experiment, text, world)];
  }
  if (owner.includes('tolerance') || last === 'tolerance') {
    const depth = path.indexOf('tolerance') + 1;
    return toleranceParts({ ...site, path: path.slice(0, depth) });
  }
  switch (last) {
    case 'func': {
      const entry = entryAt(world, experiment, owner);
      return entry === undefined ? [] : activityParts(entry, world);
    }
    case 'module':
      return moduleParts(text, world);
    case 'ref':
      return referenceParts(experiment, text, world);
    case 'name': {
      const activity = activitiesOf(experiment).find(
        ({ pointer }) => pointer === join('', ...owner),
      );
      return activity === undefined ? [] : whatItDoes(activity, experiment, world);
    }
    case 'key':
      return variableParts(experiment, path, world);
    default:
      return choiceParts(site);
  }
}

/** Everything about an activity of the catalogue. */
function activityParts(entry: CatalogueEntry, { say }: World): string[] {
  const { module, func, kind, aliases } = entry;
  return [
    `${code(`${module}.${func}`)} (${kind})`,
    entryDoc(entry, say),
    permissionsDoc(entry, say),
    aliases.length === 0
      ? ''
      : say({ code: 'writing.doc-aliases', args: { list: aliases.map(code).join(', ') } }),
  ];
}

function moduleParts(module: string, { catalogue }: World): string[] {
  const lines = catalogue.functions(module).map((func) => {
    return `- ${code(func)}: ${catalogue.find(module, func)?.summary ?? ''}`;
  });
  return lines.length === 0 ? [] : [`**${module}**`, lines.join('\n')];
}

function referenceParts(experiment: Json | undefined, name: string, world: World): string[] {
  const found = isObject(experiment)
    ? referable(activitiesOf(experiment)).get(name)?.at(-1)
    : undefined;
  return found === undefined ? [] : whatItDoes(found, experiment, world);
}

function whatItDoes(activity: ActivityPlace, experiment: Json | undefined, world: World): string[] {
  const { value, pointer, section, kind } = activity;
  const { say } = world;
  const provider = value['provider'];
  const entry = entryAt(world, experiment, [...tokensOf(pointer), 'provider']);
  const what =
    entry !== undefined
      ? `${code(`${entry.module}.${entry.func}`)}: ${entry.summary}`
      : textAt(provider, 'type') === 'http'
        ? code(`${textAt(provider, 'method') ?? 'GET'} ${textAt(provider, 'url') ?? ''}`)
        : code(textAt(provider, 'path') ?? '');
  const title = `**${textAt(value, 'name') ?? ''}** (${[kind, say({ code: `writing.section-${section}` })].filter(Boolean).join(', ')})`;
  const words =
    section === 'hypothesis' ? toleranceWords(value['tolerance'], provider, say) : undefined;
  return [
    title,
    what,
    words === undefined ? '' : say({ code: 'writing.met-when', args: { words } }),
  ];
}

function groupText(experiment: Json | undefined, name: string, { say }: World): string {
  const group = valueAt(experiment, join('/secrets', name));
  if (!isObject(group)) {
    return '';
  }
  const list = Object.keys(group).map((each) => code(`\${${each}}`));
  return say({ code: 'writing.group', args: { list: list.join(', ') } });
}

function variableParts(experiment: Json | undefined, path: string[], world: World): string[] {
  const pointer = join('', ...path.slice(0, -1));
  const declared = declaredNames(experiment).find((each) => each.pointer === pointer);
  return declared === undefined ? [] : [resolved(declared, world)];
}

/** A value of a list of the schema is explained by the key it belongs to. */
function choiceParts({ document, path }: Site): string[] {
  const owner = path.slice(0, -1);
  const name = path.at(-1) ?? '';
  const listed = ['type', 'strategy', 'env_var_type', 'scope', 'target', 'background'];
  if (!listed.includes(name) || kindsAt(document.value, owner).length === 0) {
    return owner[0] === 'runtime' && name === 'strategy'
      ? [describe(document.value, owner, name) ?? '']
      : [];
  }
  return [describe(document.value, owner, name) ?? ''];
}
