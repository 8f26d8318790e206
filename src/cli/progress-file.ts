import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunEvent } from '../engine/events.ts';
import { HumanError } from '../messages/error.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** Where `--events-file` has progress written; nothing is loaded without it. */
export async function progressFile(
  { values }: Arguments,
  io: Io,
): Promise<((event: RunEvent) => void) | undefined> {
  const name = values.text('events-file');
  if (name === undefined) {
    return undefined;
  }
  const { ProgressFolder } = await import('../engine/progress.ts');
  const path = resolve(io.cwd, name);
  const folder = new ProgressFolder(values.number('hypothesis-frequency') ?? 1);
  try {
    writeFileSync(path, '');
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('ci.unwritable', { path, reason }, { cause: error });
  }
  let broken = false;
  return (event) => {
    const lines = folder.event(event).map((each) => `${JSON.stringify(each)}\n`);
    if (lines.length === 0 || broken) {
      return;
    }
    try {
      appendFileSync(path, lines.join(''));
    } catch (error) {
      broken = true;
      const reason = (error as Error).message;
      io.err(`${io.text({ code: 'ci.unwritable', args: { path, reason } })}\n`);
    }
  };
}
