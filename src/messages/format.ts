import { en } from './en/index.ts';
import type { Message, MessageTable } from './types.ts';

const tables: Readonly<Record<string, MessageTable>> = { en };

/**
 * The sentence of a message in a language.
 * @param language a BCP 47 tag (`ja`, `en-GB`); English where there is no table or no such entry.
 */
export function format(message: Message, language = 'en'): string {
  const table = tables[language] ?? tables[language.split('-')[0] ?? ''] ?? en;
  const template = table[message.code] ?? en[message.code];
  if (template === undefined) {
    return message.code;
  }
  const args = message.args ?? {};
  return template.replace(
    /\{\{|\}\}|\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name, one, many) => {
      if (whole === '{{' || whole === '}}') {
        return whole[0] as string;
      }
      const value = args[name];
      if (one !== undefined) {
        return Number(value) === 1 ? one : many;
      }
      return value === undefined ? whole : String(value);
    },
  );
}

/** Whether a code has a sentence: a test holds every code in use against this. */
export function isKnownCode(code: string): boolean {
  return code in en;
}
