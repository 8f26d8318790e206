import { agent } from './en/agent.ts';
import { ci } from './en/ci.ts';
import { discover } from './en/discover.ts';
import { teach } from './format.ts';
import type { MessageTable } from './types.ts';

/** Sentences that only the command line says. */
export const commands: MessageTable = { ...agent, ...ci, ...discover };

/** Makes them known; the editor need not load them. */
export function teachCommands(): void {
  teach('en', commands);
}
