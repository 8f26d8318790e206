import { asWarnings, type Check } from './check.ts';
import { checkActivity } from './check-activity.ts';
import { nearNames } from './distance.ts';
import { remove, replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { shown } from './structure.ts';

/** Where configuration values and secrets come from. */
export function checkConfiguration(check: Check): void {
  const { configuration, secrets } = check.experiment;
  for (const [name, value] of membersOf(configuration)) {
    checkValue(check, join('/configuration', name), value);
  }
  for (const [name, group] of membersOf(secrets)) {
    checkGroup(check, join('/secrets', name), name, group);
  }
}

function checkValue(check: Check, pointer: string, value: Json): void {
  if (!isObject(value) || typeof value['type'] !== 'string') {
    return;
  }
  switch (value['type']) {
    case 'env':
      checkDefault(check, pointer, value);
      return;
    case 'probe':
      checkDynamic(check, pointer, value);
      return;
    default:
      warnOfType(check, pointer, value['type'], ['env', 'probe']);
  }
}

/** An object with another `type` is an ordinary value; one that is nearly right is a slip. */
function warnOfType(check: Check, pointer: string, type: string, known: string[]): void {
  const near = nearNames(type, known, 1);
  if (near[0] !== undefined) {
    const at = join(pointer, 'type');
    check.report({
      code: 'experiment.source-near',
      args: { type, near: near[0] },
      severity: 'warning',
      pointer: at,
      fix: replaceBy(near),
    });
  }
}

/** A probe that fails leaves the name out, so that what is wrong with it stops no run. */
function checkDynamic(check: Check, pointer: string, value: JsonObject): void {
  checkActivity(asWarnings(check), pointer, value, 'configuration');
}

/** The default is converted too, when the variable is not set. */
function checkDefault(check: Check, pointer: string, value: JsonObject): void {
  const type = value['env_var_type'];
  if (typeof type !== 'string' || !('default' in value)) {
    return;
  }
  const given = value['default'] as Json;
  if (!converts(given, type)) {
    check.report({
      code: 'experiment.default-type',
      args: { value: shown(given), type },
      severity: 'warning',
      pointer: join(pointer, 'default'),
    });
  }
}

function converts(value: Json, type: string): boolean {
  switch (type) {
    case 'int':
    case 'integer':
      return typeof value === 'string'
        ? /^\s*[-+]?\d+(?:_\d+)*\s*$/.test(value)
        : typeof value === 'number' || typeof value === 'boolean';
    case 'float':
    case 'number':
      return typeof value === 'string'
        ? /^\s*[-+]?(?:(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)\s*$/i.test(
            value,
          )
        : typeof value === 'number' || typeof value === 'boolean';
    case 'bytes':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'string' || typeof value === 'boolean';
    case 'json':
      return typeof value !== 'string' || value === '' || isJson(value);
    default:
      return true;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkGroup(check: Check, pointer: string, name: string, group: Json): void {
  if (!isObject(group)) {
    return;
  }
  if (isSource(group)) {
    // Without a key all that is at the path is the group.
    if (group['type'] === 'vault' && (group['key'] ?? null) === null) {
      checkSecret(check, pointer, name, group);
      return;
    }
    check.report({ code: 'experiment.secret-flat', args: { name }, severity: 'warning', pointer });
    checkSecret(check, pointer, name, group);
    return;
  }
  checkSources(check, pointer, group);
}

function checkSources(check: Check, pointer: string, group: JsonObject): void {
  for (const [key, value] of Object.entries(group)) {
    if (isObject(value)) {
      checkSecret(check, join(pointer, key), key, value);
    }
  }
}

function isSource(value: JsonObject): boolean {
  return value['type'] === 'env' || value['type'] === 'vault';
}

function checkSecret(check: Check, pointer: string, name: string, value: JsonObject): void {
  if (value['type'] === 'vault') {
    if ((value['path'] ?? null) === null) {
      const code = 'experiment.vault-path';
      check.report({ code, args: { name }, severity: 'warning', pointer });
    }
  } else if (value['type'] === 'env' && 'default' in value) {
    const at = join(pointer, 'default');
    const code = 'experiment.secret-default';
    check.report({ code, severity: 'warning', pointer: at, part: 'key', fix: remove() });
  } else if (value['type'] !== 'env') {
    if (typeof value['type'] === 'string') {
      warnOfType(check, pointer, value['type'], ['env', 'vault']);
    }
    // Sources are looked for at any depth.
    checkSources(check, pointer, value);
  }
}

function membersOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}
