import type { Section } from './activities.ts';
import type { Check } from './check.ts';
import { checkHttp } from './check-http.ts';
import { checkNative } from './check-native.ts';
import { checkProcess } from './check-process.ts';
import { replaceBy } from './fixes.ts';
import { isObject, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { textAt } from './value-at.ts';

/** What an activity is part of. */
export type Role = Section | 'tolerance' | 'configuration';

/** Everything about one activity that needs more than its shape. */
export function checkActivity(check: Check, pointer: string, value: JsonObject, role: Role): void {
  if ('dry' in value && value['dry'] !== null) {
    const at = join(pointer, 'dry');
    check.report({ code: 'experiment.dry-ignored', severity: 'warning', pointer: at, part: 'key' });
  }
  if (textAt(value, 'ref') !== undefined) {
    return;
  }
  checkRole(check, pointer, value, role);
  checkPauses(check, join(pointer, 'pauses'), value['pauses']);
  const provider = value['provider'];
  if (!isObject(provider)) {
    return;
  }
  const at = join(pointer, 'provider');
  checkSecretNames(check, at, provider);
  switch (provider['type']) {
    case 'python':
      checkNative(check, at, provider, { role, kind: textAt(value, 'type') });
      return;
    case 'http':
      checkHttp(check, at, provider);
      return;
    case 'process':
      checkProcess(check, at, provider);
      return;
    default:
  }
}

function checkRole(check: Check, pointer: string, value: JsonObject, role: Role): void {
  const warn = (code: string, key: string) =>
    check.report({ code, severity: 'warning', pointer: join(pointer, key), part: 'key' });
  if (typeof value['timeout'] === 'number') {
    warn('experiment.timeout-ignored', 'timeout');
  }
  if ('tolerance' in value && (role === 'method' || role === 'rollbacks')) {
    warn('experiment.tolerance-ignored', 'tolerance');
  }
  if (value['background'] === true && role === 'hypothesis') {
    warn('experiment.background-ignored', 'background');
  }
  if (value['type'] === 'action' && role === 'hypothesis') {
    check.report({
      code: 'experiment.hypothesis-action',
      severity: 'warning',
      pointer: join(pointer, 'type'),
    });
  }
}

function checkPauses(check: Check, pointer: string, pauses: unknown): void {
  if (!isObject(pauses)) {
    return;
  }
  for (const when of ['before', 'after']) {
    const value = pauses[when];
    const at = join(pointer, when);
    if (typeof value === 'number' && value < 0) {
      check.report({ code: 'experiment.pause-negative', pointer: at });
    } else if (value === true) {
      check.report({ code: 'experiment.pause-boolean', severity: 'warning', pointer: at });
    } else if (typeof value === 'string' && !(value.startsWith('${') && value.endsWith('}'))) {
      const number = value.trim() === '' ? Number.NaN : Number(value);
      check.report({
        code: 'experiment.pause-text',
        args: { value },
        pointer: at,
        fixes: Number.isFinite(number) ? replaceBy(check.document, at, [number]) : [],
      });
    }
  }
}

function checkSecretNames(check: Check, pointer: string, provider: JsonObject): void {
  const names = provider['secrets'];
  const at = join(pointer, 'secrets');
  const groups = isObject(check.experiment['secrets'])
    ? Object.keys(check.experiment['secrets'])
    : [];
  if (!Array.isArray(names)) {
    return;
  }
  names.forEach((name, index) => {
    if (typeof name === 'string' && !groups.includes(name)) {
      check.report({
        code: 'experiment.secrets-undeclared',
        args: { name },
        severity: 'warning',
        pointer: join(at, index),
      });
    }
  });
}
