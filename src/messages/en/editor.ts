import type { MessageTable } from '../types.ts';

/** Sentences of the room `editor`; every code starts with `editor.`. */
export const editor = {} satisfies MessageTable;
