import type { MessageTable } from '../types.ts';

/** Sentences of the room `workbench`; every code starts with `workbench.`. */
export const workbench = {} satisfies MessageTable;
