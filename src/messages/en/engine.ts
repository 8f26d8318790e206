import type { MessageTable } from '../types.ts';

/** Sentences of the room `engine`; every code starts with `engine.`. */
export const engine = {} satisfies MessageTable;
