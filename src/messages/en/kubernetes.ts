import type { MessageTable } from '../types.ts';

/** Sentences of the room `kubernetes`; every code starts with `kubernetes.`. */
export const kubernetes = {} satisfies MessageTable;
