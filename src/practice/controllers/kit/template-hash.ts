import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { objectAt } from '../../api/objects.ts';

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** Label of the replica set's own pods. */
export const hashLabel = 'pod-template-hash';

/**
 * A short text that is the same for the same value, in the letters of generated names.
 * @param collisions how often the text was taken already by another value
 */
export function hashOf(value: Json, collisions = 0): string {
  const suffix = collisions === 0 ? '' : String(collisions);
  return encoded(fnv(`${JSON.stringify(sorted(value))}${suffix}`));
}

/** Digits as letters, of which no words come. */
function encoded(number: number): string {
  return [...String(number)].map((digit) => letters[digit.charCodeAt(0) % letters.length]).join('');
}

/** FNV-1a of 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, sorted(one)]),
      )
    : value;
}

/** Whether two pod templates are the same but for the label that tells replica sets apart. */
export function sameTemplate(one: JsonObject, other: JsonObject): boolean {
  return isDeepStrictEqual(withoutHash(one), withoutHash(other));
}

/** A pod template without the label that tells replica sets apart. */
export function withoutHash(template: JsonObject): JsonObject {
  const { [hashLabel]: _, ...labels } = objectAt(template, 'metadata', 'labels');
  const { labels: __, ...metadata } = objectAt(template, 'metadata');
  const hasLabels = Object.keys(labels).length > 0;
  return { ...template, metadata: hasLabels ? { ...metadata, labels } : metadata };
}
