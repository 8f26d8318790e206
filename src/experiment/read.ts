import type { Format, ParsedDocument } from './document.ts';
import { readJson } from './json-document.ts';
import { toDocument } from './parsed.ts';

/**
 * Reads an experiment as `parseExperiment` does, with the reader of YAML loaded only for YAML: it is
 * larger than all the rest.
 */
export async function readExperiment(text: string, format: Format): Promise<ParsedDocument> {
  if (format === 'json') {
    return toDocument(format, text, readJson(text));
  }
  const { readYaml } = await import('./yaml.ts');
  return toDocument(format, text, readYaml(text));
}
