import { writing as en } from './en/writing.ts';
import { teach } from './format.ts';
import { writing as ja } from './ja/writing.ts';

/** Sentences that only writing help says, and that are loaded with it. */
export const writing = { en, ja } as const;

/** Makes them known, in every language that is known. */
export function teachWriting(): void {
  for (const [language, sentences] of Object.entries(writing)) {
    teach(language, sentences);
  }
}
