import type { Message } from '../../messages/types.ts';
import type { Cursor } from './cursor.ts';
import { isPlainText } from './plain.ts';
import {
  escaped,
  type Shape,
  Stop,
  Stops,
  toJsonSnippet,
  toYamlSnippet,
  yamlBehind,
} from './shape.ts';

/** Puts a message into words of the reader's language. */
export type Say = (message: Message) => string;

/** What kind of thing is offered, for the sign beside it. */
export type OfferKind =
  | 'key'
  | 'argument'
  | 'activity'
  | 'module'
  | 'value'
  | 'shape'
  | 'name'
  | 'secret'
  | 'reference'
  | 'resource';

/** One thing that could be written at the cursor. */
export interface Offer {
  kind: OfferKind;
  label: string;
  /** Short, beside the label. */
  detail?: string;
  /** Markdown. */
  doc?: string;
  /** More words it is found by, after the label. */
  search?: string;
  /** Lower ranks come first. */
  rank?: number;
  outdated?: boolean;
  /** What is offered next as soon as it is written. */
  next?: boolean;
  /** A member's name, with what its value begins with. */
  name?: string;
  value?: Shape | OpenValue;
}

/** A value that is only begun: a list or an object in which the cursor then stands. */
export interface OpenValue {
  open: 'list' | 'object';
}

/** An offer as the editor takes it. */
export interface Completion
  extends Pick<Offer, 'kind' | 'label' | 'detail' | 'doc' | 'outdated' | 'next'> {
  /** A snippet, in the editor's syntax. */
  insert: string;
  filter: string;
  sort: string;
  start: number;
  end: number;
}

/** Writes an offer so that it fits where the cursor is. */
export function toCompletion(offer: Offer, cursor: Cursor, inList: boolean): Completion {
  const { insert, start } = write(offer, cursor, inList);
  const { kind, label, detail, doc, outdated, next, rank = 5 } = offer;
  return {
    kind,
    label,
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && { doc }),
    ...(outdated === true && { outdated }),
    ...(next === true && { next }),
    insert,
    filter: `${cursor.quote}${offer.search ?? offer.name ?? label}`,
    sort: `${String(rank).padStart(3, '0')} ${label}`,
    start,
    end: cursor.end,
  };
}

function write(offer: Offer, cursor: Cursor, inList: boolean): { insert: string; start: number } {
  const { start } = cursor;
  if (offer.name !== undefined) {
    return { insert: member(offer.name, offer.value, cursor), start };
  }
  const shape = offer.value as Shape;
  if (cursor.flow) {
    const plain = cursor.format === 'yaml' && !isBlock(shape);
    const text = plain ? quoted(shape, cursor) : inFlow(toJsonSnippet(shape), cursor);
    return { insert: `${text}${cursor.comma ? ',' : ''}`, start };
  }
  if (!isBlock(shape)) {
    return { insert: `${inList ? '- ' : ''}${quoted(shape, cursor)}`, start };
  }
  const indent = ' '.repeat(cursor.indent);
  if (cursor.behindKey) {
    // The space between the colon and the cursor would be left at the end of the line.
    const colon = start - 1;
    return { insert: `\n${indent}${toYamlSnippet(shape, indent)}`, start: colon };
  }
  return inList
    ? { insert: `- ${toYamlSnippet(shape, `${indent}  `)}`, start }
    : { insert: toYamlSnippet(shape, indent), start };
}

function isBlock(shape: Shape): boolean {
  return (
    !(shape instanceof Stop) &&
    typeof shape === 'object' &&
    shape !== null &&
    Object.keys(shape).length > 0
  );
}

/** A text keeps the quotes it already has. */
function quoted(shape: Shape, { quote, flow }: Cursor): string {
  if (typeof shape === 'string' && quote === "'") {
    return escaped(`'${shape.replaceAll("'", "''")}'`);
  }
  return typeof shape === 'string' && (quote === '"' || (flow && !isPlainText(shape, true)))
    ? escaped(JSON.stringify(shape))
    : toYamlSnippet(shape);
}

function member(name: string, value: Offer['value'], cursor: Cursor): string {
  if (cursor.flow) {
    const key = cursor.format === 'yaml' && isPlainText(name, true) ? name : JSON.stringify(name);
    if (cursor.colon) {
      return escaped(key);
    }
    const text = isOpen(value)
      ? value.open === 'list'
        ? '[$1]'
        : '{$1}'
      : toJsonSnippet(value ?? new Stop('', { raw: true }));
    return `${escaped(key)}: ${inFlow(text, cursor)}${cursor.comma ? ',' : ''}`;
  }
  const key = escaped(isPlainText(name) ? name : JSON.stringify(name));
  if (cursor.colon) {
    return key;
  }
  const indent = ' '.repeat(cursor.indent);
  if (isOpen(value)) {
    return `${key}:\n${indent}  ${value.open === 'list' ? '- ' : ''}$1`;
  }
  return `${key}:${yamlBehind(value ?? new Stop('', { raw: true }), indent, new Stops())}`;
}

function isOpen(value: Offer['value']): value is OpenValue {
  return typeof value === 'object' && value !== null && 'open' in value && !(value instanceof Stop);
}

/** Braces of YAML stay on their line: what follows would have to be indented just so. */
function inFlow(snippet: string, { format }: Cursor): string {
  return format === 'json' ? snippet : snippet.replace(/\n\t*/g, ' ');
}
