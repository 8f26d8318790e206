import { en } from './en/index.ts';
import type { Message, MessageTable } from './types.ts';

/** English is there from the start; another language comes when a reader has it, and stays. */
const tables = new Map<string, MessageTable>([['en', en]]);

/**
 * Loads the sentences of a language, before the first of them is asked for. Of a language without
 * sentences, nothing: it is English then.
 * @param language a BCP 47 tag
 */
export async function learn(language: string): Promise<void> {
  if (primary(language) === 'ja') {
    const { ja } = await import('./ja/index.ts');
    tables.set('ja', ja);
  }
}

/**
 * Adds sentences of a part that is loaded by itself; they are there from then on.
 * @param language `en`, or another that was learnt; of one that was not, nothing
 */
export function teach(language: string, sentences: MessageTable): void {
  const table = tables.get(primary(language));
  if (table !== undefined) {
    tables.set(primary(language), { ...table, ...sentences });
  }
}

/**
 * The sentence of a message in a language.
 * @param language a BCP 47 tag (`ja`, `en-GB`); English where there is no table or no such entry.
 *   See `learn`.
 */
export function format(message: Message, language = 'en'): string {
  const table = tables.get(primary(language)) ?? en;
  const template = table[message.code] ?? tables.get('en')?.[message.code];
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

/** `ja` of `ja-JP`. */
function primary(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}

/** Whether a code has a sentence: a test holds every code in use against this. */
export function isKnownCode(code: string): boolean {
  return tables.get('en')?.[code] !== undefined;
}
