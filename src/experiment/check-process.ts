import type { Check } from './check.ts';
import { insertion } from './edits.ts';
import { type FixMaker, remove, replaceBy, toFix } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { shown } from './structure.ts';
import { written } from './written.ts';

/** What a program of this machine would not be found by, and what would be ignored. */
export function checkProcess(check: Check, pointer: string, provider: JsonObject): void {
  checkPath(check, pointer, provider);
  const given = provider['arguments'];
  if (isObject(given) && Object.keys(given).length > 0) {
    check.report({
      code: 'experiment.process-arguments-object',
      severity: 'warning',
      pointer: join(pointer, 'arguments'),
    });
  } else if (Array.isArray(given)) {
    given.forEach((item, index) => {
      checkItem(check, join(pointer, 'arguments', index), item);
    });
  }
  if ('env' in provider) {
    check.report({
      code: 'experiment.process-env',
      severity: 'warning',
      pointer: join(pointer, 'env'),
      part: 'key',
      fix: remove(),
    });
  }
  if (typeof provider['timeout'] === 'number' && provider['timeout'] < 0) {
    const at = join(pointer, 'timeout');
    check.report({ code: 'experiment.process-timeout', severity: 'warning', pointer: at });
  }
}

function checkPath(check: Check, pointer: string, provider: JsonObject): void {
  const { path } = provider;
  const at = join(pointer, 'path');
  if (typeof path !== 'string') {
    return;
  }
  if (path.includes('${')) {
    check.report({ code: 'experiment.process-path-name', pointer: at });
  } else if (path.startsWith('~')) {
    check.report({ code: 'experiment.process-path-home', pointer: at });
  } else {
    const [, program, rest] = /^([\w.-]+)\s+(\S.*)$/s.exec(path) ?? [];
    if (program !== undefined && rest !== undefined) {
      check.report({
        code: 'experiment.process-path-arguments',
        args: { program },
        severity: 'warning',
        pointer: at,
        ...(!('arguments' in provider) && { fix: split(pointer, program, rest) }),
      });
    }
  }
}

/** The program alone stays; the rest becomes its arguments. */
function split(provider: string, program: string, rest: string): FixMaker {
  return (document, pointer) => {
    const put = insertion(document, provider, 'arguments', rest);
    const range = document.rangeOf(pointer);
    return put === undefined || !document.isOwn(pointer)
      ? []
      : [toFix('experiment.fix-split', [{ range, newText: written(document, program) }, put])];
  };
}

/** Each argument is handed over as Python would print it; nothing at all is left out. */
function checkItem(check: Check, pointer: string, item: Json): void {
  if (item === null || item === '') {
    check.report({ code: 'experiment.process-argument-empty', severity: 'warning', pointer });
  } else if (typeof item === 'boolean') {
    const python = item ? 'True' : 'False';
    check.report({
      code: 'experiment.process-argument-python',
      args: { value: String(item), python },
      severity: 'warning',
      pointer,
      fix: replaceBy([String(item), python]),
    });
  } else if (typeof item === 'object') {
    const args = { value: shown(item) };
    check.report({
      code: 'experiment.process-argument-object',
      args,
      severity: 'warning',
      pointer,
    });
  }
}
