import { activitiesOf } from '../activities.ts';
import { referable } from '../check-references.ts';
import type { ParsedDocument, Position, Range } from '../document.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { controlsOf } from './controls.ts';
import { type Declared, declaredNames } from './declared.ts';
import { nameUses } from './substituted.ts';

/** What a name may name. */
export type SymbolKind = 'activity' | 'control' | 'configuration' | 'secret' | 'group';

/** A place of the text where something is named. */
export interface SymbolPlace {
  /** The name with the quotes it may have. */
  range: Range;
  pointer: string;
  /** How the name stands there: as the name of a member, as a value, or inside a text. */
  as: 'key' | 'value' | 'part';
}

/** Something that an experiment names in several places. */
export interface ExperimentSymbol {
  kind: SymbolKind;
  name: string;
  /** The group that a secret is in. */
  group?: string;
  /** Where it is declared; several where a name is given twice. */
  definitions: SymbolPlace[];
  uses: SymbolPlace[];
}

/** All that is named in an experiment. Names that are only used, and declared nowhere, are left out. */
export function symbolsOf(document: ParsedDocument): ExperimentSymbol[] {
  return [
    ...activitySymbols(document),
    ...controlSymbols(document),
    ...declaredSymbols(document),
    ...groupSymbols(document),
  ].filter(({ definitions }) => definitions.length > 0);
}

/** What is named at a position, and the very place. */
export function symbolAt(
  document: ParsedDocument,
  position: Position,
): { symbol: ExperimentSymbol; place: SymbolPlace } | undefined {
  for (const symbol of symbolsOf(document)) {
    const places = [...symbol.uses, ...symbol.definitions];
    const place = places.find(({ range }) => contains(range, position));
    if (place !== undefined) {
      return { symbol, place };
    }
  }
  return undefined;
}

/** Whether a place is in a range or at its end. */
export function contains({ start, end }: Range, { line, character }: Position): boolean {
  return (
    (line > start.line || (line === start.line && character >= start.character)) &&
    (line < end.line || (line === end.line && character <= end.character))
  );
}

function valuePlace(document: ParsedDocument, pointer: string): SymbolPlace {
  return { pointer, range: document.rangeOf(pointer), as: 'value' };
}

function keyPlace(document: ParsedDocument, pointer: string): SymbolPlace {
  return { pointer, range: document.rangeOf(pointer, 'key'), as: 'key' };
}

/** Of several activities of one name a reference means the last that is looked up. */
function activitySymbols(document: ParsedDocument): ExperimentSymbol[] {
  const { value } = document;
  if (!isObject(value)) {
    return [];
  }
  const refs = activitiesOf(value).flatMap(({ ref, pointer }) =>
    ref === undefined ? [] : [{ ref, pointer: join(pointer, 'ref') }],
  );
  return [...referable(activitiesOf(value))].flatMap(([name, places]) =>
    places.map(({ pointer }, index): ExperimentSymbol => {
      const meant = index === places.length - 1;
      return {
        kind: 'activity',
        name,
        definitions: [valuePlace(document, join(pointer, 'name'))],
        uses: refs
          .filter(({ ref }) => meant && ref === name)
          .map((use) => valuePlace(document, use.pointer)),
      };
    }),
  );
}

function controlSymbols(document: ParsedDocument): ExperimentSymbol[] {
  const controls = controlsOf(document.value);
  const names = new Set(controls.flatMap(({ name }) => name ?? []));
  return [...names].map((name) => ({
    kind: 'control',
    name,
    definitions: controls
      .filter((control) => control.name === name)
      .map(({ pointer }) => valuePlace(document, join(pointer, 'name'))),
    uses: controls
      .filter(({ ref }) => ref === name)
      .map(({ pointer }) => valuePlace(document, join(pointer, 'ref'))),
  }));
}

/** A name of the configuration hides the same name of secrets, an earlier group a later one. */
function declaredSymbols(document: ParsedDocument): ExperimentSymbol[] {
  const uses = nameUses(document);
  const taken = new Set<string>();
  return declaredNames(document.value).map((declared: Declared): ExperimentSymbol => {
    const { name, group, pointer } = declared;
    const meant = !taken.has(name);
    taken.add(name);
    return {
      kind: group === undefined ? 'configuration' : 'secret',
      name,
      ...(group !== undefined && { group }),
      definitions: [keyPlace(document, pointer)],
      uses: uses
        .filter((use) => meant && use.name === name)
        .map((use) => ({ pointer: use.pointer, range: use.range, as: 'part' })),
    };
  });
}

function groupSymbols(document: ParsedDocument): ExperimentSymbol[] {
  const { value } = document;
  const secrets = isObject(value) ? value['secrets'] : undefined;
  const lists = secretLists(value);
  return Object.keys(isObject(secrets) ? secrets : {}).map((name) => ({
    kind: 'group',
    name,
    definitions: [keyPlace(document, join('/secrets', name))],
    uses: lists
      .filter((item) => item.name === name)
      .map(({ pointer }) => valuePlace(document, pointer)),
  }));
}

/** Names in the `secrets` lists of providers, those of dynamic configuration and tolerances too. */
function secretLists(experiment: Json | undefined): { name: string; pointer: string }[] {
  const owners = activitiesOf(experiment).flatMap(({ pointer, value }) => [
    { pointer, value: value as Json },
    { pointer: join(pointer, 'tolerance'), value: value['tolerance'] ?? null },
  ]);
  const configuration = isObject(experiment) ? experiment['configuration'] : undefined;
  for (const [name, value] of Object.entries(isObject(configuration) ? configuration : {})) {
    owners.push({ pointer: join('/configuration', name), value });
  }
  return owners.flatMap(({ pointer, value }) => {
    const provider = isObject(value) ? value['provider'] : undefined;
    const list = isObject(provider) ? provider['secrets'] : undefined;
    return (Array.isArray(list) ? list : []).flatMap((item, index) => {
      const at = join(pointer, 'provider', 'secrets', index);
      return typeof item === 'string' ? [{ name: item, pointer: at }] : [];
    });
  });
}
