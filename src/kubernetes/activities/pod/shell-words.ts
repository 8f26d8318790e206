import { HumanError } from '../../../messages/error.ts';

/**
 * Splits a command line into words as a POSIX shell would, without any expansion: quotes group,
 * a backslash takes the next character as it is (inside double quotes only `"` and `\`).
 * @throws HumanError `kubernetes.command-quotes` when a quote is not closed
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] as string;
    const next = line[at + 1];
    if (quote === "'") {
      if (char === "'") {
        quote = '';
      } else {
        word += char;
      }
    } else if (quote === '"') {
      if (char === '"') {
        quote = '';
      } else if (char === '\\' && (next === '"' || next === '\\')) {
        word += next;
        at += 1;
      } else {
        word += char;
      }
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === '\\') {
      if (next === undefined) {
        throw new HumanError('kubernetes.command-quotes', { line });
      }
      word = (word ?? '') + next;
      at += 1;
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== '') {
    throw new HumanError('kubernetes.command-quotes', { line });
  }
  return word === undefined ? words : [...words, word];
}
