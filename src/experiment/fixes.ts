import type { Fix, ParsedDocument } from './document.ts';
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

/** Offers each candidate as a replacement of a value or a name. */
export function replaceBy(
  document: ParsedDocument,
  pointer: string,
  candidates: readonly Json[],
  part: 'key' | 'value' = 'value',
): Fix[] {
  const range = document.rangeOf(pointer, part);
  return candidates.map((candidate) => ({
    code: 'experiment.fix-replace',
    args: { text: typeof candidate === 'string' ? candidate : JSON.stringify(candidate) },
    range,
    newText: written(document, candidate),
  }));
}

/** Candidates as they follow “Did you mean”. */
export function quotedList(candidates: readonly string[]): string {
  return candidates.map((candidate) => `“${candidate}”`).join(', ');
}
