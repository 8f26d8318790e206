import type { Message } from '../../messages/types.ts';

/** Puts a message into words. */
export type Say = (message: Message) => string;

/** The first of many lines, and how many there are besides. */
export function bounded(lines: readonly string[], most: number, say: Say): string[] {
  const left = lines.length - most;
  return left > 0
    ? [...lines.slice(0, most), say({ code: 'tools.more', args: { count: left } })]
    : [...lines];
}
