import { mkdir, open, readFile, realpath, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeJournal } from '../engine/journal-file.ts';
import type { RunFolder } from '../ledger/run-store.ts';
import { HumanError } from '../messages/error.ts';

/**
 * Writes the journal into the run's folder and, when asked, to a second place. A state folder that
 * has become full does not keep it from the second place.
 * Events that stop although this program goes on belong to a run that could not tell any more.
 * @returns where the journal is
 * @throws HumanError `engine.journal-write` when there is no journal, `workbench.journal-unwritable`
 * when it is only in the run's folder
 */
export async function keepJournal(folder: RunFolder, path: string | undefined): Promise<string> {
  const [events, kept] = [folder.file('events'), folder.file('journal')];
  try {
    await writeJournal(events, kept, 'aborted');
  } catch (error) {
    if (path === undefined || (await isSpecial(path))) {
      throw error;
    }
    await mkdir(dirname(path), { recursive: true }).catch(() => {});
    await writeJournal(events, path, 'aborted');
    return path;
  }
  if (path !== undefined) {
    await copyJournal(kept, path);
  }
  return kept;
}

async function copyJournal(kept: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await copy(kept, path);
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('workbench.journal-unwritable', { path, reason, kept }, { cause: error });
  }
}

/**
 * Writes into what is there rather than replacing it, as it may be a device, a link or a mount. A
 * file that got only a part of the journal is removed; a device is not, which `copyFile` does.
 */
async function copy(from: string, to: string): Promise<void> {
  const text = await readFile(from);
  const file = await open(to, 'w');
  try {
    await file.writeFile(text);
  } catch (error) {
    if (!(await isSpecial(to))) {
      await rm(await realpath(to), { force: true });
    }
    throw error;
  } finally {
    await file.close();
  }
}

/** Whether something is there that is no file: it must not be removed or replaced. */
async function isSpecial(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile();
}
