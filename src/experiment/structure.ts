import type { ErrorObject } from 'ajv';
import { asWarnings, type Check } from './check.ts';
import { nearNames } from './distance.ts';
import { replaceBy } from './fixes.ts';
import { validate } from './generated/structure.js';
import { isObject, type Json } from './json.ts';
import { tokensOf } from './pointer.ts';
import { choiceCodes, missingCodes, typeCodes } from './structure-codes.ts';
import { isFalsy } from './value-at.ts';

/** Accepted by the original, never offered. */
const misspelling = 'continously';

/** Compares the experiment with the schema and puts what is wrong into our words. */
export function checkStructure(check: Check): void {
  if (!validate(check.experiment)) {
    const gentle = asWarnings(check);
    for (const error of validate.errors ?? []) {
      // A probe that finds a value may fail, as long as it says what kind of provider it is.
      const dynamic = /^\/configuration\/[^/]*\/provider/.test(error.instancePath);
      const kind = error.parentSchema?.['x-name'] === 'provider' && error.keyword !== 'enum';
      translate(dynamic && !kind ? gentle : check, error);
    }
  }
}

function translate(check: Check, error: ErrorObject): void {
  const pointer = error.instancePath;
  const args = { name: nameOf(pointer) };
  switch (error.keyword) {
    case 'required': {
      const owner = String(error.parentSchema?.['x-name'] ?? '');
      const name = String(error.params['missingProperty']);
      if (owner === 'fullActivity' && isFalsy(error.data as Json)) {
        return;
      }
      const code = missingCodes[`${owner}.${name}`] ?? 'experiment.missing';
      check.report({ code, args: { name }, pointer });
      return;
    }
    case 'type':
      wrongType(check, error);
      return;
    case 'enum':
      wrongChoice(check, error);
      return;
    case 'minItems':
    case 'maxItems':
      check.report({ code: 'experiment.range-two', pointer });
      return;
    case 'minLength':
    case 'pattern':
      check.report({ code: 'experiment.empty', args, pointer, severity: severityOf(error) });
      return;
    case 'minProperties':
      check.report({ code: 'experiment.activity-empty', pointer });
      return;
    default:
    // What remains says only which part of the schema was chosen.
  }
}

function wrongType(check: Check, error: ErrorObject): void {
  const types = [error.params['type']].flat().sort().join(',');
  const pointer = error.instancePath;
  const code =
    isFalsy(error.data as Json) && acceptsOf(error).some((kind) => kind.startsWith('truthy'))
      ? 'experiment.empty'
      : (typeCodes[types] ?? 'experiment.type');
  check.report({ code, args: { name: nameOf(pointer) }, pointer, severity: severityOf(error) });
}

function wrongChoice(check: Check, error: ErrorObject): void {
  const pointer = error.instancePath;
  const choices = (error.schema as Json[])
    .filter((choice) => typeof choice === 'string')
    .filter((choice) => choice !== misspelling);
  const value = error.data as Json;
  const near = typeof value === 'string' ? nearNames(value, choices) : [];
  const tokens = tokensOf(pointer);
  const last = tokens.at(-1) ?? '';
  const owner = /^\d+$/.test(tokens.at(-2) ?? '') ? 'activity' : tokens.at(-2);
  check.report({
    code: choiceCodes[`${owner}.${last}`] ?? choiceCodes[last] ?? 'experiment.choice',
    args: {
      name: nameOf(pointer),
      value: shown(value),
      choices: choices.join(', '),
    },
    pointer,
    severity: severityOf(error),
    fix: replaceBy(near),
  });
}

/** What the original accepts where it should not is a warning. */
function severityOf(error: ErrorObject): 'error' | 'warning' {
  const value = error.data as Json;
  return acceptsOf(error).some((accepted) => isKind(value, accepted)) ? 'warning' : 'error';
}

function acceptsOf(error: ErrorObject): readonly string[] {
  return (error.parentSchema?.['x-accepts'] as string[] | undefined) ?? [];
}

function isKind(value: Json, kind: string): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'falsy':
      return isFalsy(value);
    case 'empty':
      return value === '' || (isObject(value) && isFalsy(value));
    case 'truthy':
      return !isFalsy(value);
    case 'truthy-scalar':
      return !isFalsy(value) && typeof value !== 'object';
    case 'null':
      return value === null;
    case 'object':
      return isObject(value);
    default:
      return typeof value === kind;
  }
}

/** `tags` or `tags[0]`: how a place is called in a sentence. */
export function nameOf(pointer: string): string {
  const tokens = tokensOf(pointer);
  const last = tokens.at(-1) ?? '';
  return /^\d+$/.test(last) ? `${tokens.at(-2) ?? ''}[${last}]` : last;
}

/** A value as it appears in a sentence, cut when it is long. */
export function shown(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
