import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Platform } from './platform.ts';
import { randomHex } from './random.ts';

/** Who holds a lock: a process id alone may have been given to another process since. */
interface Holder {
  pid: number;
  /** As the platform tells it; null where it can't. */
  startedAt: string | null;
}

/** A lock that was not given. */
export interface Held {
  heldBy: number;
}

/** A lock that is held by this process. */
export interface Lock {
  release(): Promise<void>;
}

/** Milliseconds after which the taking over of a dead process's lock counts as given up. */
const takeoverLimit = 10_000;

/**
 * Takes a lock: a file that names this process. One whose process is gone is taken over.
 * @returns the lock, or who holds it
 * @throws the system's error when the file can't be written
 */
export async function takeLock(path: string, platform: Platform): Promise<Lock | Held> {
  for (;;) {
    if (await create(path, platform)) {
      return { release: () => rm(path, { force: true }) };
    }
    const heldBy = await lockHolder(path, platform);
    if (heldBy !== undefined) {
      return { heldBy };
    }
    await removeStale(path, platform);
  }
}

/** The live process that holds a lock. */
export async function lockHolder(path: string, platform: Platform): Promise<number | undefined> {
  let holder: Holder;
  try {
    holder = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
  const startedAt = await platform.processStartTime(holder.pid);
  const lives = startedAt !== null && (holder.startedAt === null || holder.startedAt === startedAt);
  return lives ? holder.pid : undefined;
}

/** Whether there is a lock at all, of a process that lives or not. */
export async function lockExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function create(path: string, platform: Platform): Promise<boolean> {
  const holder: Holder = {
    pid: platform.pid,
    startedAt: await platform.processStartTime(platform.pid),
  };
  // Named only when it says whose it is: one without a holder counts as a dead process's.
  const own = `${path}.${randomHex(32)}`;
  await writeFile(own, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Only one process at a time removes what a dead one left, or it would remove a living one's. */
async function removeStale(path: string, platform: Platform): Promise<void> {
  const guard = `${path}.takeover`;
  const found = await stat(guard).catch(() => undefined);
  if (found !== undefined && Date.now() - found.mtimeMs > takeoverLimit) {
    await rm(guard, { force: true });
  }
  if (await create(guard, platform)) {
    try {
      if ((await lockHolder(path, platform)) === undefined) {
        await rm(path, { force: true });
      }
    } finally {
      await rm(guard, { force: true });
    }
  } else {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
