import type { MessageTable } from '../types.ts';

/** Sentences about the Chaos Toolkit settings; every code starts with `settings.`. */
export const settings: MessageTable = {
  'settings.missing':
    'No settings file found at {path}. Write one, or give another with --settings FILE.',
  'settings.unreadable': 'The settings in {path} can’t be read: {reason}.',
  'settings.unwritable': 'The settings in {path} can’t be written: {reason}. They are unchanged.',
  'settings.syntax': 'Line {line} of the settings in {path} is not valid YAML of names and values.',
  'settings.no-entry':
    'There is no entry “{key}” in {path}. Names are joined by dots (auths.localhost:8081.type), a dot within a name is written \\., an entry of a list [0].',
  'settings.value':
    'The value for “{key}” must be JSON: 5, true, {{"a": 1}}, or text in double quotes: \'"{value}"\'.',
};
