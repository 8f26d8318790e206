import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError } from '../messages/error.ts';

/**
 * Writes what a command was asked to leave, and the folder it is in.
 * @throws HumanError `ci.unwritable`
 */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('ci.unwritable', { path, reason }, { cause: error });
  }
}
