import { isHumanError } from '../messages/error.ts';
import type { Check } from './check.ts';
import { checkActivity } from './check-activity.ts';
import { checkAnswer } from './check-answers.ts';
import { type FixMaker, insert, remove, replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { parseJsonPath } from './jsonpath.ts';
import { join } from './pointer.ts';
import { translatePattern } from './python-pattern.ts';
import { textAt } from './value-at.ts';

/** Parts of an answer that are text, are a number or an object, by the provider's type. */
const answers: Readonly<Record<string, { text: string[]; other: string[] }>> = {
  http: { text: ['body'], other: ['status', 'headers'] },
  process: { text: ['stdout', 'stderr'], other: ['status'] },
};

/** The least and the largest status; a program that a signal ended has a negative one. */
const statuses: Readonly<Record<string, { low: number; high: number }>> = {
  http: { low: 100, high: 999 },
  process: { low: -64, high: 255 },
};

/**
 * What a probe's answer is judged by.
 * @param provider of the probe that is judged; a reference's is the one it refers to
 */
export function checkTolerance(
  check: Check,
  pointer: string,
  tolerance: Json,
  provider: JsonObject | undefined,
): void {
  checkAnswer(check, pointer, tolerance, provider);
  if (typeof tolerance === 'number') {
    checkNumber(check, pointer, tolerance, provider);
    return;
  }
  if (isObject(tolerance)) {
    checkJudgement(check, pointer, tolerance, provider);
  } else if (Array.isArray(tolerance)) {
    checkList(check, pointer, tolerance, provider);
  } else {
    checkScalar(check, pointer, tolerance, provider);
  }
}

/** A number is compared with the status, which has limits of its own. */
function checkNumber(
  check: Check,
  pointer: string,
  tolerance: number,
  provider: JsonObject | undefined,
): void {
  if (!Number.isInteger(tolerance) || check.document.floats.has(pointer)) {
    const whole = Number.isInteger(tolerance) ? [tolerance] : [];
    check.report({ code: 'experiment.tolerance-float', pointer, fix: replaceBy(whole) });
    return;
  }
  const limits = statuses[textAt(provider, 'type') ?? ''];
  if (limits !== undefined && (tolerance < limits.low || tolerance > limits.high)) {
    const args = { value: tolerance, ...limits };
    check.report({ code: 'experiment.tolerance-status', args, severity: 'warning', pointer });
  }
}

/** HTTP and process answers are objects, which no text and no truth value equals. */
function checkScalar(
  check: Check,
  pointer: string,
  tolerance: Json,
  provider: JsonObject | undefined,
): void {
  const type = textAt(provider, 'type') ?? '';
  const named = typeof tolerance === 'string' && tolerance.includes('$');
  if (answers[type] === undefined || named || tolerance === null) {
    return;
  }
  const number = typeof tolerance === 'string' && /^\d+$/.test(tolerance.trim());
  check.report({
    code: number ? 'experiment.tolerance-quoted' : 'experiment.tolerance-never',
    args: { value: String(tolerance) },
    severity: 'warning',
    pointer,
    fix: replaceBy(number ? [Number(tolerance)] : []),
  });
}

function checkList(
  check: Check,
  pointer: string,
  tolerance: Json[],
  provider: JsonObject | undefined,
): void {
  const warn = (code: string, args = {}) =>
    check.report({ code, args, severity: 'warning', pointer });
  const [low, high] = tolerance;
  tolerance.forEach((item, index) => {
    if (typeof item === 'string' && item.includes('${')) {
      const at = join(pointer, index);
      check.report({ code: 'experiment.not-substituted', severity: 'warning', pointer: at });
    }
  });
  if (tolerance.length === 0) {
    warn('experiment.tolerance-empty');
  } else if (answers[textAt(provider, 'type') ?? ''] !== undefined) {
    if (tolerance.every((item) => typeof item === 'string' && !item.includes('$'))) {
      const numbers = tolerance.map((item) => (/^\d+$/.test(String(item)) ? Number(item) : item));
      check.report({
        code: 'experiment.tolerance-list-text',
        severity: 'warning',
        pointer,
        fix: replaceBy(numbers.some((item) => typeof item === 'number') ? [numbers] : []),
      });
    } else if (
      tolerance.length === 2 &&
      typeof low === 'number' &&
      typeof high === 'number' &&
      high - low > 1
    ) {
      check.report({
        code: 'experiment.tolerance-membership',
        args: { low, high },
        severity: 'warning',
        pointer,
        fix: replaceBy([{ type: 'range', target: 'status', range: [low, high] }]),
      });
    }
  } else if (tolerance.length === 2 && typeof low !== typeof high) {
    warn('experiment.tolerance-mixed');
  } else if (typeof low === 'number' && typeof high === 'number' && tolerance.length === 2) {
    checkRange(check, pointer, tolerance);
  }
}

function checkJudgement(
  check: Check,
  pointer: string,
  tolerance: JsonObject,
  provider: JsonObject | undefined,
): void {
  switch (tolerance['type']) {
    case 'regex':
      checkTarget(check, pointer, tolerance, provider, 'text');
      checkSyntax(check, join(pointer, 'pattern'), tolerance['pattern'], translatePattern);
      return;
    case 'jsonpath':
      checkTarget(check, pointer, tolerance, provider, 'any');
      checkPath(check, join(pointer, 'path'), tolerance['path']);
      checkFound(check, pointer, tolerance, provider);
      return;
    case 'range':
      checkTarget(check, pointer, tolerance, provider, 'number');
      checkRange(check, join(pointer, 'range'), tolerance['range']);
      return;
    case 'probe':
      checkProbe(check, pointer, tolerance);
      return;
    default:
  }
}

function checkSyntax(
  check: Check,
  pointer: string,
  text: Json | undefined,
  parse: (text: string) => unknown,
): void {
  if (typeof text !== 'string') {
    return;
  }
  try {
    parse(text);
  } catch (error) {
    if (!isHumanError(error)) {
      throw error;
    }
    check.report({ code: error.code, args: error.args, pointer });
  }
}

/** What the path is to find: in a part that has parts, and counted or compared, not both. */
function checkFound(
  check: Check,
  pointer: string,
  tolerance: JsonObject,
  provider: JsonObject | undefined,
): void {
  const warn = (code: string, key: string) =>
    check.report({
      code,
      severity: 'warning',
      pointer: join(pointer, key),
      part: 'key',
      fix: remove(),
    });
  if ('expect' in tolerance && tolerance['count'] != null) {
    warn('experiment.jsonpath-count', 'count');
  }
  const type = textAt(provider, 'type') ?? '';
  if (tolerance['target'] === 'status' && answers[type] && tolerance['path'] !== '$') {
    const at = join(pointer, 'target');
    const fix = replaceBy(answers[type].text);
    check.report({ code: 'experiment.jsonpath-status', severity: 'warning', pointer: at, fix });
  }
}

/** The path is read as it stands, before names in it are replaced. */
function checkPath(check: Check, pointer: string, path: Json | undefined): void {
  if (typeof path !== 'string') {
    return;
  }
  if (path.trim() === '') {
    check.report({ code: 'experiment.empty', args: { name: 'path' }, pointer });
  } else if (/^\$\{|[^\\]\$\{?[A-Za-z_]/.test(path) && !parses(path, parseJsonPath)) {
    check.report({ code: 'experiment.jsonpath-name', pointer });
  } else {
    checkSyntax(check, pointer, path.trim(), parseJsonPath);
  }
}

function parses(text: string, parse: (text: string) => unknown): boolean {
  try {
    parse(text.trim());
    return true;
  } catch {
    return false;
  }
}

function checkRange(check: Check, pointer: string, range: Json | undefined): void {
  const [low, high] = Array.isArray(range) ? range : [];
  if (typeof low === 'number' && typeof high === 'number' && low > high) {
    check.report({
      code: 'experiment.range-reversed',
      args: { low, high },
      severity: 'warning',
      pointer,
      fix: replaceBy([[high, low]]),
    });
  }
}

/** A pattern or a range needs the part of the answer that is text or a number. */
function checkTarget(
  check: Check,
  pointer: string,
  tolerance: JsonObject,
  provider: JsonObject | undefined,
  wanted: 'text' | 'number' | 'any',
): void {
  const type = textAt(provider, 'type') ?? '';
  const parts = answers[type];
  if (parts === undefined) {
    return;
  }
  const target = textAt(tolerance, 'target');
  const all = [...parts.text, ...parts.other];
  const fitting = wanted === 'text' ? parts.text : all.filter((part) => part !== 'headers');
  const choices = fitting.join(', ');
  if (target === undefined) {
    if (wanted !== 'any') {
      const fix: FixMaker = (document, at) =>
        fitting.flatMap((part) => insert('target', part)(document, at));
      const code = 'experiment.tolerance-target-missing';
      check.report({ code, args: { choices }, pointer, fix });
    }
    return;
  }
  const at = join(pointer, 'target');
  const fix = replaceBy(fitting);
  if (!all.includes(target)) {
    check.report({
      code: 'experiment.tolerance-target-unknown',
      args: { target, choices: all.join(', ') },
      severity: wanted === 'any' ? 'warning' : 'error',
      pointer: at,
      fix,
    });
  } else if (wanted !== 'any' && !fitting.includes(target)) {
    const code = 'experiment.tolerance-target-type';
    check.report({ code, args: { target, choices }, pointer: at, fix });
  }
}

/** A probe that judges: the answer is written into its arguments, which must therefore be there. */
function checkProbe(check: Check, pointer: string, tolerance: JsonObject): void {
  if ('ref' in tolerance && tolerance['ref'] !== null) {
    check.report({ code: 'experiment.tolerance-ref', pointer: join(pointer, 'ref') });
    return;
  }
  checkActivity(check, pointer, tolerance, 'tolerance');
  const { provider } = tolerance;
  if (!isObject(provider)) {
    return;
  }
  const given = provider['arguments'];
  if (!isObject(given)) {
    const code = 'experiment.tolerance-arguments';
    const fix = insert('arguments', { value: null });
    check.report({ code, pointer: join(pointer, 'provider'), fix });
  } else if (provider['type'] === 'python' && !('value' in given)) {
    const at = join(pointer, 'provider', 'arguments');
    const fix = insert('value', null);
    const { module, func } = provider;
    const known = check.catalogue.find(String(module), String(func)) !== undefined;
    // A function that is not known here may have a default for it.
    const severity = known ? 'error' : 'warning';
    check.report({ code: 'experiment.tolerance-value', severity, pointer: at, part: 'key', fix });
  }
  if (provider['type'] === 'http' || provider['type'] === 'process') {
    check.report({ code: 'experiment.tolerance-always', severity: 'warning', pointer });
  }
}
