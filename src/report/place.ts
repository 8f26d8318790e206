import type { ParsedDocument } from '../experiment/document.ts';
import { parseExperiment } from '../experiment/parse.ts';

/**
 * A journal as far as it can be read, with places. Numbers that Python writes, though JSON has none of
 * them, are replaced by others of the same length.
 */
export function placesIn(text: string): ParsedDocument {
  const readable = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : '1'.padEnd(token.length, '0'),
  );
  return parseExperiment(readable, 'json');
}
