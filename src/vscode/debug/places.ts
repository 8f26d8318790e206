import type { ParsedDocument } from '../../experiment/document.ts';
import { isObject, type Json } from '../../experiment/json.ts';

/** Lists of an experiment that hold activities, by their pointers. */
const lists = ['/steady-state-hypothesis/probes', '/method', '/rollbacks'] as const;

/** Where an activity stands; lines from 0. */
export interface Place {
  pointer: string;
  line: number;
  lastLine: number;
}

/** The activities of an experiment in the order of the text. */
export function placesOf(document: ParsedDocument): Place[] {
  return lists
    .flatMap((list) =>
      entries(document.value, list).map((_entry, index) => {
        const pointer = `${list}/${index}`;
        const { start, end } = document.rangeOf(pointer);
        return { pointer, line: start.line, lastLine: end.line };
      }),
    )
    .sort((left, right) => left.line - right.line);
}

/** The activity that a breakpoint on a line means: the one that is there, else the next one. */
export function placeAt(places: readonly Place[], line: number): Place | undefined {
  const here = places.find((place) => place.line <= line && line <= place.lastLine);
  return here ?? places.find((place) => place.line > line);
}

function entries(value: Json | undefined, list: string): Json[] {
  const found = list
    .slice(1)
    .split('/')
    .reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), value);
  return Array.isArray(found) ? found : [];
}
