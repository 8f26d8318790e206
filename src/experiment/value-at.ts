import { isObject, type Json } from './json.ts';
import { tokensOf } from './pointer.ts';

/** The value a pointer names, or undefined. */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const token of tokensOf(pointer)) {
    if (Array.isArray(value)) {
      value = value[Number(token)];
    } else {
      value = isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
    }
  }
  return value;
}

/** The text at a member, or undefined where it is not a text or empty. */
export function textAt(root: Json | undefined, name: string): string | undefined {
  const value = isObject(root) && Object.hasOwn(root, name) ? root[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Python's falsehood: null, false, 0, and empty text, lists and objects. */
export function isFalsy(value: Json | undefined): boolean {
  if (Array.isArray(value)) {
    return value.length === 0;
  }
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}
