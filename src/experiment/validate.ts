import type { CatalogueLookup } from '../catalogue/index.ts';
import { activitiesOf } from './activities.ts';
import { createCheck } from './check.ts';
import { checkActivity } from './check-activity.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkControls } from './check-controls.ts';
import { checkHypothesis } from './check-hypothesis.ts';
import { checkNames } from './check-names.ts';
import { checkReferences } from './check-references.ts';
import { checkRuntime } from './check-runtime.ts';
import type { ParsedDocument, Problem } from './document.ts';
import { isObject, type JsonObject } from './json.ts';
import { checkKeys } from './known-keys.ts';
import { checkStructure } from './structure.ts';

/**
 * Everything that is wrong or doubtful in an experiment, its syntax included, in the order of the
 * text. Needs no environment. What `chaos validate` refuses for the experiment's own sake is an
 * error here, and so is what its run would end in a traceback for; known traps are warnings.
 */
export function validateExperiment(
  document: ParsedDocument,
  catalogue: CatalogueLookup,
): Problem[] {
  const unreadable = document.problems.some(({ code }) => isFatal(code));
  return [...document.problems, ...meaning(document, catalogue, unreadable)].sort(byPlace);
}

function meaning(
  document: ParsedDocument,
  catalogue: CatalogueLookup,
  unreadable: boolean,
): Problem[] {
  const { value } = document;
  if (!isObject(value)) {
    const code = value === undefined ? 'experiment.nothing' : 'experiment.not-object';
    const { start } = document.rangeOf('');
    const end = { line: start.line, character: start.character + 1 };
    const range = document.text === '' ? { start, end: start } : { start, end };
    return unreadable ? [] : [{ code, severity: 'error', pointer: '', range }];
  }
  const problems = check(document, value, catalogue);
  // Where the text breaks off, what is missing may be just behind the break.
  return unreadable ? problems.filter(({ code }) => !/^experiment\.missing/.test(code)) : problems;
}

function check(
  document: ParsedDocument,
  experiment: JsonObject,
  catalogue: CatalogueLookup,
): Problem[] {
  const check = createCheck(document, experiment, catalogue);
  checkStructure(check);
  checkKeys(check);
  checkConfiguration(check);
  checkHypothesis(check);
  for (const { pointer, value, section } of activitiesOf(experiment)) {
    checkActivity(check, pointer, value, section);
  }
  checkReferences(check);
  checkControls(check);
  checkRuntime(check);
  checkNames(check);
  return check.problems;
}

/** Syntax problems behind which the text is not read as it was meant. */
function isFatal(code: string): boolean {
  return (
    (/^experiment\.(?:json|yaml)-/.test(code) &&
      !/^experiment\.(?:json-comment|json-trailing-comma|yaml-key-type)$/.test(code)) ||
    code === 'experiment.too-deep'
  );
}

function byPlace(left: Problem, right: Problem): number {
  return (
    left.range.start.line - right.range.start.line ||
    left.range.start.character - right.range.start.character
  );
}
