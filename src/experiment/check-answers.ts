import { type Answer, answerOf } from '../catalogue/answers.ts';
import type { Check } from './check.ts';
import { replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { shown } from './structure.ts';
import { textAt } from './value-at.ts';

/** What a probe of the catalogue answers with, and what it is called. */
interface Known {
  kind: Answer;
  func: string;
}

/** Sentences by kind of answer: it is never equal to the tolerance. */
const neverCodes: Readonly<Record<Answer, string>> = {
  truth: 'experiment.answer-truth',
  number: 'experiment.answer-number',
  list: 'experiment.answer-list',
  object: 'experiment.answer-object',
};

/** A tolerance against what a function is known to answer with. */
export function checkAnswer(
  check: Check,
  pointer: string,
  tolerance: Json,
  provider: JsonObject | undefined,
): void {
  const module = textAt(provider, 'module');
  const func = textAt(provider, 'func');
  const entry = module && func ? check.catalogue.find(module, func) : undefined;
  const kind = entry && answerOf(entry);
  if (kind === undefined || func === undefined) {
    return;
  }
  if (isObject(tolerance)) {
    checkJudgement(check, pointer, tolerance, { kind, func });
  } else if (typeof tolerance !== 'string' || !tolerance.includes('$')) {
    checkEqual(check, pointer, tolerance, { kind, func });
  }
}

function checkEqual(check: Check, pointer: string, tolerance: Json, { kind, func }: Known): void {
  if (Array.isArray(tolerance)) {
    return;
  }
  const value = shown(tolerance);
  const warn = (code: string, meant: Json[] = []) =>
    check.report({
      code,
      args: { func, value },
      severity: 'warning',
      pointer,
      fix: replaceBy(meant),
    });
  if (kind === 'number' && typeof tolerance === 'boolean') {
    warn('experiment.answer-counted');
    return;
  }
  const equal =
    (kind === 'truth' && (typeof tolerance === 'boolean' || tolerance === 0 || tolerance === 1)) ||
    (kind === 'number' && typeof tolerance === 'number');
  if (!equal) {
    warn(neverCodes[kind], meantBy(tolerance, kind));
  }
}

/** A number or a truth value that was put in quotes. */
function meantBy(tolerance: Json, kind: Answer): Json[] {
  if (typeof tolerance !== 'string') {
    return [];
  }
  if (kind === 'truth' && /^(?:true|false)$/i.test(tolerance)) {
    return [tolerance.toLowerCase() === 'true'];
  }
  return kind === 'number' && /^\d+$/.test(tolerance) ? [Number(tolerance)] : [];
}

/** Patterns want text, ranges want numbers, and parts are only there where names have values. */
function checkJudgement(
  check: Check,
  pointer: string,
  tolerance: JsonObject,
  { kind, func }: Known,
): void {
  const type = String(tolerance['type']);
  const target = textAt(tolerance, 'target');
  const part = target !== undefined && kind === 'object';
  const judged = ['regex', 'jsonpath', 'range'].includes(type);
  const breaks =
    (target !== undefined && !part && judged) ||
    (type === 'regex' && !part) ||
    (type === 'range' && kind === 'object' && !part);
  if (breaks) {
    check.report({ code: 'experiment.answer-breaks', args: { func, type }, pointer });
  } else if (type === 'jsonpath' && (kind === 'truth' || kind === 'number')) {
    if (textAt(tolerance, 'path')?.trim() !== '$') {
      const code = 'experiment.answer-no-parts';
      check.report({ code, args: { func }, severity: 'warning', pointer });
    }
  }
}
