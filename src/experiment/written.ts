import type { ParsedDocument } from './document.ts';
import type { Json } from './json.ts';
import { resolvePlain } from './yaml-scalars.ts';

/** A value (or name) as it is written in the document's format. */
export function written(document: ParsedDocument, value: Json): string {
  if (document.format === 'yaml' && typeof value === 'string' && isPlain(value)) {
    return value;
  }
  return JSON.stringify(value);
}

/** Whether a text can stand in YAML without quotes and is still text. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9_./][\w./-]*$/.test(text) && resolvePlain(text).type === 'text';
}
