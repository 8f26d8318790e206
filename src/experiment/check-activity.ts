import type { Section } from './activities.ts';
import type { Check } from './check.ts';
import { checkHttp } from './check-http.ts';
import { checkNative } from './check-native.ts';
import { checkProcess } from './check-process.ts';
import { nearNames } from './distance.ts';
import { type FixMaker, moveTo, remove, replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { resolved } from './names.ts';
import { join } from './pointer.ts';
import { shown } from './structure.ts';
import { textAt } from './value-at.ts';

/** What an activity is part of. */
export type Role = Section | 'tolerance' | 'configuration';

/** Everything about one activity that needs more than its shape. */
export function checkActivity(check: Check, pointer: string, value: JsonObject, role: Role): void {
  if ('dry' in value && value['dry'] !== null) {
    const at = join(pointer, 'dry');
    const code = 'experiment.dry-ignored';
    check.report({ code, severity: 'warning', pointer: at, part: 'key', fix: remove() });
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
  const warn = (code: string, key: string, fix: FixMaker = remove()) =>
    check.report({ code, severity: 'warning', pointer: join(pointer, key), part: 'key', fix });
  if (typeof value['timeout'] === 'number') {
    const provider = join(pointer, 'provider');
    const timed = textAt(value['provider'], 'type') !== 'python';
    warn('experiment.timeout-ignored', 'timeout', timed ? moveTo(provider, 'provider') : remove());
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
      check.report({ code: 'experiment.pause-negative', pointer: at, fix: replaceBy([-value]) });
    } else if (value === true) {
      const code = 'experiment.pause-boolean';
      check.report({ code, severity: 'warning', pointer: at, fix: replaceBy([1]) });
    } else if (typeof value === 'string') {
      checkTextPause(check, at, value);
    }
  }
}

/** Only a lone name can become a number. */
function checkTextPause(check: Check, pointer: string, value: string): void {
  if (!(value.startsWith('${') && value.endsWith('}'))) {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    check.report({
      code: 'experiment.pause-text',
      args: { value },
      pointer,
      ...(Number.isFinite(number) && { fix: replaceBy([number]) }),
    });
    return;
  }
  const known: Json | undefined = resolved(check.experiment, value);
  if (known !== undefined && !(typeof known === 'number' && known >= 0)) {
    const args = { name: value, value: shown(known) };
    check.report({ code: 'experiment.pause-name', args, severity: 'warning', pointer });
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
        fix: replaceBy(nearNames(name, groups)),
      });
    }
  });
}
