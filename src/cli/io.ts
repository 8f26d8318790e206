import { teachCommands } from '../messages/commands.ts';
import type { Message } from '../messages/types.ts';

teachCommands();

/** What the command line reads and writes, so that a test can stand in for a terminal. */
export interface Io {
  /** Version of this program. */
  version(): string;
  /** Results: what a script may want to read. */
  out(text: string): void;
  /** A sentence in the language of the terminal. Log lines and JSON stay as `chaos` has them. */
  text(message: Message): string;
  /** Log lines and errors. */
  err(text: string): void;
  /** Whether log lines go to a person's terminal that shows colours. */
  readonly colour: boolean;
  /** Of the terminal, a BCP 47 tag. */
  readonly language: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Exit codes, as Chaos Toolkit's: 1 is also a deviated run and an invalid experiment. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
