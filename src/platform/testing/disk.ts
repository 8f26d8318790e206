import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A disk that can be filled to its last byte; undefined where this process may mount none.
 * @param size bytes that it has room for
 * @param after what tidies up behind the test
 */
export function mountDisk(
  size: number,
  after: (work: () => Promise<unknown>) => void,
): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return undefined;
  }
  const path = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    // Root of a container need not have the right to.
    rmdirSync(path);
    return undefined;
  }
  // A shell of its own unmounts as soon as this process lets go of its input: also when it is killed.
  const keeper = spawn('sh', ['-c', 'read -r line; umount --lazy "$0"; rmdir "$0"', path], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  after(async () => {
    const over = once(keeper, 'close');
    keeper.stdin.end();
    await over;
  });
  return path;
}

/** Fills a disk of a size but for some bytes. */
export function fill(path: string, size: number, free = 0): void {
  try {
    for (let written = 0; written < size - free; written += 1024) {
      writeFileSync(join(path, 'filler'), Buffer.alloc(1024), { flag: 'a' });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
      throw error;
    }
  }
}
