import type { Message } from '../../messages/types.ts';
import { activitiesOf } from '../activities.ts';
import type { ParsedDocument, Position, Range } from '../document.ts';
import { isObject } from '../json.ts';
import { textAt } from '../value-at.ts';
import { controlNames } from './controls.ts';
import { declaredNames } from './declared.ts';
import { isPlainText } from './plain.ts';
import { type ExperimentSymbol, type SymbolPlace, symbolAt } from './symbols.ts';

/** A change of the text. */
export interface Edit {
  range: Range;
  newText: string;
}

/** The name at a position, to be changed; undefined where nothing can be renamed. */
export function renameable(
  document: ParsedDocument,
  position: Position,
): { range: Range; name: string } | undefined {
  const found = symbolAt(document, position);
  if (found === undefined) {
    return undefined;
  }
  const { place, symbol } = found;
  return { range: inside(document, place), name: symbol.name };
}

/** Changes that give what is named at a position another name, or why that can't be. */
export function rename(
  document: ParsedDocument,
  position: Position,
  name: string,
): { edits: Edit[] } | { refusal: Message } {
  const symbol = symbolAt(document, position)?.symbol;
  if (symbol === undefined) {
    return { refusal: { code: 'writing.rename-nothing' } };
  }
  if (name === symbol.name) {
    return { edits: [] };
  }
  const refusal = refuse(document, symbol, name);
  if (refusal !== undefined) {
    return { refusal };
  }
  const places = [...symbol.definitions, ...symbol.uses];
  return { edits: places.map((place) => edit(document, place, name)) };
}

function edit(document: ParsedDocument, place: SymbolPlace, name: string): Edit {
  const { range } = place;
  if (place.as === 'part') {
    return { range, newText: name };
  }
  const quote = textOf(document, range)[0];
  const newText =
    quote === "'"
      ? `'${name.replaceAll("'", "''")}'`
      : document.format === 'yaml' && quote !== '"' && isPlainText(name, true)
        ? name
        : JSON.stringify(name);
  return { range, newText };
}

/** The name without its quotes. */
function inside(document: ParsedDocument, { range, as }: SymbolPlace): Range {
  const quoted = as !== 'part' && /^["']/.test(textOf(document, range));
  const { start, end } = range;
  return quoted
    ? {
        start: { line: start.line, character: start.character + 1 },
        end: { line: end.line, character: end.character - 1 },
      }
    : range;
}

function textOf({ text }: ParsedDocument, { start, end }: Range): string {
  const line = text.split(/\r\n|\r|\n/, start.line + 1)[start.line] ?? '';
  return start.line === end.line ? line.slice(start.character, end.character) : '';
}

/** What would not mean the same any more. */
function refuse(
  document: ParsedDocument,
  symbol: ExperimentSymbol,
  name: string,
): Message | undefined {
  const { value: experiment } = document;
  const args = { name };
  if (name.trim() === '') {
    return { code: 'writing.rename-empty' };
  }
  switch (symbol.kind) {
    case 'activity': {
      const taken = activitiesOf(experiment).some(
        ({ value, ref }) => ref === undefined && textAt(value, 'name') === name,
      );
      return taken ? { code: 'writing.rename-activity', args } : undefined;
    }
    case 'control':
      return controlNames(experiment).has(name)
        ? { code: 'writing.rename-control', args }
        : undefined;
    case 'group': {
      const secrets = isObject(experiment) ? experiment['secrets'] : undefined;
      return isObject(secrets) && Object.hasOwn(secrets, name)
        ? { code: 'writing.rename-group', args }
        : undefined;
    }
    default: {
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        return { code: 'writing.rename-letters', args };
      }
      const other = declaredNames(experiment).find((declared) => declared.name === name);
      if (other === undefined) {
        return undefined;
      }
      return other.group === undefined
        ? { code: 'writing.rename-configuration', args }
        : { code: 'writing.rename-secret', args: { ...args, group: other.group } };
    }
  }
}
