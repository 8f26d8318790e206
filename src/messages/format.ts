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
    /\{\{|\}\}|\{(a )?(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, article, name, one, many) => {
      if (whole === '{{' || whole === '}}') {
        return whole[0] as string;
      }
      const value = args[name];
      if (one !== undefined) {
        return Number(value) === 1 ? one : many;
      }
      if (value === undefined) {
        return whole;
      }
      return article === undefined ? String(value) : withArticle(String(value));
    },
  );
}

/** Kinds of values that English does not count. */
const uncounted = ['text', 'null', 'bytes'];

/** “a list”, “an object”; a value itself, which begins with no letter, stays as it is. */
function withArticle(kind: string): string {
  if (uncounted.includes(kind) || !/^[a-z]/.test(kind)) {
    return kind;
  }
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** Whether a code has a sentence: a test holds every code in use against this. */
export function isKnownCode(code: string): boolean {
  return code in en;
}
