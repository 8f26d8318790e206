import type { Json } from '../../experiment/json.ts';
import type { Read } from './dialogue.ts';

/** An argument as a discovery describes it. */
export interface DiscoveredArgument {
  name: string;
  type?: string;
  default?: Json;
}

/**
 * Reads the answer for an argument by its type, such as `integer`; an empty one takes the default.
 * Lists, mappings and what has no type are JSON, or else text.
 * @returns undefined for an argument that is left to the function's own default
 */
export function readArgument(
  answer: string,
  { type = 'object', default: fallback }: DiscoveredArgument,
): Read<Json | undefined> {
  if (answer === '') {
    if (fallback === undefined) {
      return { refused: { code: 'init.needed' } };
    }
    return { value: fallback === null ? undefined : fallback };
  }
  const value = readers[type]?.(answer) ?? (type in readers ? undefined : jsonOrText(answer));
  return value === undefined ? { refused: { code: 'init.no-value', args: { type } } } : { value };
}

const readers: Readonly<Record<string, (answer: string) => Json | undefined>> = {
  string: (answer) => answer,
  byte: (answer) => answer,
  integer: (answer) => (/^[-+]?\d+$/.test(answer) ? Number(answer) : undefined),
  number: (answer) => (Number.isFinite(Number(answer)) ? Number(answer) : undefined),
  boolean: (answer) => booleans[answer.toLowerCase()],
  list: (answer) => ofKind(answer, Array.isArray),
  tuple: (answer) => ofKind(answer, Array.isArray),
  set: (answer) => ofKind(answer, Array.isArray),
  mapping: (answer) =>
    ofKind(answer, (value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
};

const booleans: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 'true', 't', 'yes', 'y', 'on'].map((word) => [word, true])),
  ...Object.fromEntries(['0', 'false', 'f', 'no', 'n', 'off'].map((word) => [word, false])),
};

function ofKind(answer: string, is: (value: Json) => boolean): Json | undefined {
  const value = jsonOrText(answer);
  return is(value) ? value : undefined;
}

/** JSON where it is JSON, so that 200 is a number and "200" a text; any other text is itself. */
export function jsonOrText(answer: string): Json {
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}
