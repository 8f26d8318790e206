import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { format } from '../../messages/format.ts';
import { teachWriting } from '../../messages/writing.ts';
import type { Format, Position } from '../document.ts';
import { LineIndex } from '../tree.ts';
import { complete } from './complete.ts';
import type { Completion } from './offer.ts';
import type { World } from './world.ts';

teachWriting();

/** A world without a cluster, in English. */
export const world: World = {
  catalogue: createCatalogue(kubernetesEntries),
  say: (message) => format(message, 'en'),
  environment: {},
};

/** The text without its mark, and where the mark was. */
export function marked(text: string): { text: string; offset: number; position: Position } {
  const offset = text.indexOf('|');
  const bare = `${text.slice(0, offset)}${text.slice(offset + 1)}`;
  return { text: bare, offset, position: new LineIndex(bare).positionAt(offset) };
}

/** What is offered at the mark of a text, by its label. */
export function offersAt(
  text: string,
  as: Format,
  around: World = world,
): ReadonlyMap<string, Completion> {
  const { text: bare, offset } = marked(text);
  const { items } = complete(bare, offset, as, around);
  return new Map(items.map((item) => [item.label, item]));
}

/** What the text at the mark becomes when an offer is taken and nothing is changed at its places. */
export function taken(text: string, as: Format, label: string, around: World = world): string {
  const offer = offersAt(text, as, around).get(label);
  if (offer === undefined) {
    throw new Error(`“${label}” is not offered`);
  }
  const { text: bare } = marked(text);
  const line = bare.slice(bare.lastIndexOf('\n', offer.start - 1) + 1, offer.start);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const inserted = expanded(offer.insert).replaceAll('\n', `\n${indent}`);
  return `${bare.slice(0, offer.start)}${inserted}${bare.slice(offer.end)}`;
}

/** A snippet as the editor writes it when nothing is changed at its places. */
export function expanded(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)(?:,[^|]*)?\|\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\{?\d+\}?/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
