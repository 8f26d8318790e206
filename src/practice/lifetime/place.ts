import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PracticeRecord } from './protocol.ts';

/** Where a user's practice cluster keeps its files, below the state folder. */
export interface Place {
  folder: string;
  record: string;
  lock: string;
  kubeconfig: string;
  /** What the process says when something goes wrong in it. */
  log: string;
  /** Of the nodes: folders of pods, which go with them, and the ports that services had. */
  nodes: string;
}

/** @param state the state folder of this user */
export function placeBelow(state: string): Place {
  const folder = join(state, 'practice');
  return {
    folder,
    record: join(folder, 'practice.json'),
    lock: join(folder, 'lock.json'),
    kubeconfig: join(folder, 'kubeconfig'),
    log: join(folder, 'practice.log'),
    nodes: join(folder, 'nodes'),
  };
}

/** What the last cluster wrote about itself; it may be gone. */
export async function readRecord(place: Place): Promise<PracticeRecord | undefined> {
  try {
    return JSON.parse(await readFile(place.record, 'utf8')) as PracticeRecord;
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all, for its owner only. */
export async function writeOwn(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  await writeFile(fresh, text, { mode: 0o600, flag: 'wx' });
  await rename(fresh, path);
}
