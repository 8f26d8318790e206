import { type Node, nodes } from './nodes.ts';
import type { ExplorerState } from './state.ts';

/** Rows of a list that are shown before "Show more". */
export const page = 100;

/** As many rows as are shown of a list, and the one that shows more. */
export function paged({ shown }: ExplorerState, owner: string, rows: Node[]): Node[] {
  const most = shown.get(owner) ?? page;
  return rows.length <= most
    ? rows
    : [...rows.slice(0, most), nodes.more(owner, rows.length - most)];
}
