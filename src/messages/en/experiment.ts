import type { MessageTable } from '../types.ts';

/** Sentences of the room `experiment`; every code starts with `experiment.`. */
export const experiment = {} satisfies MessageTable;
