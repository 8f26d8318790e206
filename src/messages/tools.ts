import { tools as en } from './en/tools.ts';
import { teach } from './format.ts';
import { tools as ja } from './ja/tools.ts';

/** Sentences that only the tools of the chat say, and that are loaded with them. */
export const tools = { en, ja } as const;

/** Makes them known, in every language that is known. */
export function teachTools(): void {
  for (const [language, sentences] of Object.entries(tools)) {
    teach(language, sentences);
  }
}
