import { create } from './en/create.ts';
import { teach } from './format.ts';

/** Makes the sentences about new experiments known; who writes one brings them. */
export function teachCreate(): void {
  teach('en', create);
}
