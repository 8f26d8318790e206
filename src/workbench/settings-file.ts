import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lift } from '../engine/python/convert.ts';
import { isPyObject, type PyObject, type PyValue } from '../engine/python/value.ts';
import { isObject, type Json } from '../experiment/json.ts';
import { readExperiment } from '../experiment/read.ts';
import { HumanError } from '../messages/error.ts';

/** Names and numbers that lead to an entry of the settings. */
export type KeyPath = readonly (string | number)[];

/** The settings file as it is on the disk. */
export interface SettingsFile {
  path: string;
  text: string;
  values: PyObject;
}

/**
 * Reads the settings for a look at them or a change.
 * @throws HumanError `settings.missing`, `settings.unreadable`, `settings.syntax`
 */
export async function readSettingsFile(path: string): Promise<SettingsFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new HumanError('settings.missing', { path })
      : new HumanError('settings.unreadable', { path, reason: error.message });
  });
  const { value, problems, floats } = await readExperiment(text, 'yaml');
  const broken = problems.find(({ severity }) => severity === 'error');
  const empty = value === undefined || value === null;
  if (broken !== undefined || !(empty || isObject(value))) {
    throw new HumanError('settings.syntax', { path, line: (broken?.range.start.line ?? 0) + 1 });
  }
  return { path, text, values: empty ? {} : lift(value, floats) };
}

/**
 * Takes a dotted key apart: `auths.example\.com.type`, `controls[0].name`. A dot that belongs to a
 * name has a backslash before it.
 */
export function keyPath(key: string): KeyPath {
  return key.split(/(?<!\\)\./).flatMap((part) => {
    const [, name = '', index] = /^(.*?)(?:\[(\d+)\])?$/s.exec(part) ?? [];
    const plain = name.replaceAll('\\', '');
    return index === undefined ? [plain] : [plain, Number(index)];
  });
}

/**
 * The entry that a key leads to.
 * @throws HumanError `settings.no-entry` when there is none
 */
export function entryAt(file: SettingsFile, key: string): PyValue {
  let current: PyValue | undefined = file.values;
  for (const step of keyPath(key)) {
    current = stepInto(current, step);
    if (current === undefined) {
      throw new HumanError('settings.no-entry', { path: file.path, key });
    }
  }
  return current;
}

function stepInto(value: PyValue, step: string | number): PyValue | undefined {
  if (typeof step === 'number') {
    return Array.isArray(value) ? value[step] : undefined;
  }
  return isPyObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/**
 * Puts a value in the place of an entry, or takes the entry out when the value is undefined. Comments
 * and order of the file stay.
 * @throws HumanError `settings.no-entry`, `settings.unwritable`
 */
export async function changeEntry(
  file: SettingsFile,
  key: string,
  value: Json | undefined,
): Promise<void> {
  entryAt(file, key);
  const { parseDocument } = await import('yaml');
  const document = parseDocument(file.text, { version: '1.1' });
  if (value === undefined) {
    document.deleteIn(keyPath(key));
  } else {
    document.setIn(keyPath(key), document.createNode(value));
  }
  try {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, document.toString({ directives: false }));
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('settings.unwritable', { path: file.path, reason }, { cause: error });
  }
}
