import type { MessageTable } from '../types.ts';
import { experimentSyntax } from './experiment-syntax.ts';

/** Sentences of the room `experiment`; every code starts with `experiment.`. */
export const experiment = {
  ...experimentSyntax,

  'experiment.fix-remove': 'Remove it',
} satisfies MessageTable;
