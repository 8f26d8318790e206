import { journalText } from '../engine/journal-text.ts';
import { str } from '../engine/python/text.ts';
import type { PyValue } from '../engine/python/value.ts';
import { HumanError } from '../messages/error.ts';
import { changeEntry, entryAt, readSettingsFile } from '../workbench/settings-file.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { settingsPath } from './settings-path.ts';

/** What is needed behind each thing that `settings` can do. */
const needs: Readonly<Record<string, readonly string[]>> = {
  show: [],
  get: ['KEY'],
  set: ['KEY', 'VALUE'],
  remove: ['KEY'],
};

/** `settings show|get|set|remove`: looks into the Chaos Toolkit settings or changes them. */
export async function settingsCommand(args: Arguments, io: Io): Promise<number> {
  const [what = '', key = '', value = ''] = args.positionals;
  checkUsage(what, args.positionals.slice(1));
  const format = formatOf(what, args);
  const file = await readSettingsFile(settingsPath(args, io));
  switch (what) {
    case 'set':
      await changeEntry(file, key, jsonOf(key, value));
      break;
    case 'remove':
      await changeEntry(file, key, undefined);
      break;
    default:
      io.out(`${await textOf(what === 'get' ? entryAt(file, key) : file.values, format)}\n`);
  }
  return exitCodes.ok;
}

function checkUsage(what: string, given: readonly string[]): void {
  const wanted = needs[what];
  if (wanted === undefined) {
    const choices = Object.keys(needs).join(', ');
    throw new HumanError('workbench.usage-choice', { option: 'settings', value: what, choices });
  }
  const command = `settings ${what}`;
  const missing = wanted[given.length];
  if (missing !== undefined) {
    throw new HumanError('workbench.usage-missing', { command, name: missing });
  }
  const extra = given[wanted.length];
  if (extra !== undefined) {
    throw new HumanError('workbench.usage-extra', { command, value: extra });
  }
}

/** `string` is for one entry only; changes have no form at all. */
function formatOf(what: string, { values }: Arguments): string {
  const format = values.text('format');
  const isText = what === 'show' && format === 'string';
  if (isText || (format !== undefined && (what === 'set' || what === 'remove'))) {
    throw new HumanError('workbench.usage-option', {
      option: `--format ${format}`,
      command: `settings ${what}`,
    });
  }
  return format ?? 'yaml';
}

async function textOf(value: PyValue, format: string): Promise<string> {
  switch (format) {
    case 'json':
      return journalText(value);
    case 'string':
      return str(value);
    default: {
      const { yamlText } = await import('../workbench/yaml-text.ts');
      return yamlText(value);
    }
  }
}

/** @throws HumanError `settings.value` for what is no JSON */
function jsonOf(key: string, text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HumanError('settings.value', { key, value: text }, { cause: error });
  }
}
