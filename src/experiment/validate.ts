import type { CatalogueLookup } from '../catalogue/index.ts';
import { activitiesOf } from './activities.ts';
import { type Finding, toProblems } from './check.ts';
import { ActivityChecks } from './check-all.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkControls } from './check-controls.ts';
import { checkHypothesis } from './check-hypothesis.ts';
import { checkNames } from './check-names.ts';
import { checkOrder } from './check-order.ts';
import { checkReferences, referable } from './check-references.ts';
import { checkRuntime } from './check-runtime.ts';
import { checkSecrets } from './check-secrets.ts';
import type { ParsedDocument, Problem } from './document.ts';
import { isObject, type JsonObject } from './json.ts';
import { checkKeys } from './known-keys.ts';
import { checkStructure } from './structure.ts';

/**
 * Finds everything that is wrong or doubtful in an experiment, its syntax included, in the order of
 * the text. Needs no environment. What `chaos validate` refuses for the experiment's own sake is an
 * error, and so is what its run would end in a traceback for; known traps are warnings.
 *
 * It remembers what it found in each activity, so that of a text that is read again after an edit
 * (`rereadExperiment`) only what the edit touched is looked at anew.
 */
export class Validator {
  readonly #catalogue: CatalogueLookup;
  readonly #activities = new ActivityChecks();

  constructor(catalogue: CatalogueLookup) {
    this.#catalogue = catalogue;
  }

  validate(document: ParsedDocument): Problem[] {
    const unreadable = document.problems.some(({ code }) => isFatal(code));
    return [...document.problems, ...this.#meaning(document, unreadable)].sort(byPlace);
  }

  #meaning(document: ParsedDocument, unreadable: boolean): Problem[] {
    const { value } = document;
    if (!isObject(value)) {
      const code = value === undefined ? 'experiment.nothing' : 'experiment.not-object';
      const { start } = document.rangeOf('');
      const end = { line: start.line, character: start.character + 1 };
      const range = document.text === '' ? { start, end: start } : { start, end };
      return unreadable ? [] : [{ code, severity: 'error', pointer: '', range }];
    }
    const findings = this.#check(document, value);
    // Where the text breaks off, what is missing may be just behind the break.
    const sure = ({ code }: Finding) => !/^experiment\.missing/.test(code);
    return toProblems(document, unreadable ? findings.filter(sure) : findings);
  }

  #check(document: ParsedDocument, experiment: JsonObject): Finding[] {
    const findings: Finding[] = [];
    const report = (finding: Finding) => findings.push(finding);
    const check = { document, experiment, catalogue: this.#catalogue, report };
    const activities = activitiesOf(experiment);
    const byName = referable(activities);
    checkStructure(check);
    checkKeys(check);
    checkConfiguration(check);
    checkSecrets(check);
    checkHypothesis(check);
    this.#activities.check(check, activities, byName);
    checkReferences(check, activities, byName);
    checkOrder(check, activities, byName);
    checkControls(check, activities);
    checkRuntime(check);
    checkNames(check);
    return findings;
  }
}

/** What a `Validator` finds in one document. */
export function validateExperiment(
  document: ParsedDocument,
  catalogue: CatalogueLookup,
): Problem[] {
  return new Validator(catalogue).validate(document);
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
