import type { CatalogueLookup } from '../catalogue/index.ts';
import type { ParsedDocument, Problem } from './document.ts';

/**
 * Everything that is wrong or doubtful in an experiment, its syntax included, in the order of the
 * text. Needs no environment. What `chaos validate` refuses is an error here.
 */
export function validateExperiment(
  document: ParsedDocument,
  _catalogue: CatalogueLookup,
): Problem[] {
  return [...document.problems];
}
