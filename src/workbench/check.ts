import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Format, ParsedDocument, Problem } from '../experiment/document.ts';
import { readExperiment } from '../experiment/read.ts';
import { validateExperiment } from '../experiment/validate.ts';
import { missingPrograms } from './missing-programs.ts';
import { missingPython, type PythonPlaces } from './missing-python.ts';

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

/** The same, and what this machine lacks to run it. */
export async function checkHere(
  text: string,
  format: Format,
  places: PythonPlaces,
): Promise<Checked> {
  const { document, problems } = await checkText(text, format);
  return {
    document,
    problems: [...problems, ...(await missingHere({ document, problems }, places))],
  };
}

/** What this machine lacks to run a document that was checked. */
export async function missingHere(
  { document, problems }: Checked,
  places: PythonPlaces,
): Promise<Problem[]> {
  const programs = await missingPrograms(document, places);
  const whole = await withPython({ document, problems: [...problems, ...programs] }, places);
  return whole.problems.slice(problems.length);
}

/** The same, and what the user's Python lacks; asked only of a document that is right otherwise. */
export async function withPython(checked: Checked, places: PythonPlaces): Promise<Checked> {
  const { document, problems } = checked;
  return problems.some(({ severity }) => severity === 'error')
    ? checked
    : { document, problems: [...problems, ...(await missingPython(document, places))] };
}
