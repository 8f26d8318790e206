import { isObject, type Json } from './json.ts';
import { join } from './pointer.ts';

/** Visits every text within a value, in the order of the file, with its JSON pointer. */
export function forEachText(
  value: Json | undefined,
  pointer: string,
  visit: (text: string, pointer: string) => void,
): void {
  if (typeof value === 'string') {
    visit(value, pointer);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      forEachText(item, join(pointer, index), visit);
    });
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      forEachText(member, join(pointer, name), visit);
    }
  }
}
