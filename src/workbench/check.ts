import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Format, ParsedDocument, Problem } from '../experiment/document.ts';
import { readExperiment } from '../experiment/read.ts';
import { validateExperiment } from '../experiment/validate.ts';

/** A parsed experiment with everything that is wrong in it, in the order of the text. */
export interface Checked {
  document: ParsedDocument;
  problems: readonly Problem[];
}

/** Reads and checks an experiment against all known activities. Needs no environment. */
export async function checkText(text: string, format: Format): Promise<Checked> {
  const document = await readExperiment(text, format);
  return { document, problems: validateExperiment(document, createCatalogue(kubernetesEntries)) };
}
