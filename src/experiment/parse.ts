import type { Format } from './document.ts';
import { readJson } from './json-document.ts';
import { type ReadDocument, toDocument } from './parsed.ts';
import { readYaml } from './yaml.ts';

/** Reads an experiment as far as it can be read. Never throws; what is wrong is in `problems`. */
export function parseExperiment(text: string, format: Format): ReadDocument {
  return toDocument(format, text, format === 'json' ? readJson(text) : readYaml(text));
}
