import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import type { Format, Problem } from '../../experiment/document.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import { validateExperiment } from '../../experiment/validate.ts';

/** What is wrong in a text; `syntax` are those that a JSON service reports by itself. */
export interface Findings {
  problems: readonly Problem[];
  syntax: ReadonlySet<Problem>;
}

/** Everything that is wrong in an experiment. Loaded at the first experiment that is opened. */
export function findProblems(text: string, format: Format): Findings {
  const document = parseExperiment(text, format);
  return {
    problems: validateExperiment(document, createCatalogue(kubernetesEntries)),
    syntax: new Set(document.problems),
  };
}
