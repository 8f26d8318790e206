import { readdir } from 'node:fs/promises';
import type { Platform } from '../../platform/platform.ts';
import type { Disk } from './disk.ts';
import type { Guard } from './guard.ts';

/**
 * Remembers the processes of containers on disk. Each ends by itself when the channel to this process
 * closes; one that is busy is ended by the guard, or else by the next start.
 */
export class Leftovers {
  readonly #platform: Platform;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #guard: Guard | undefined;

  /**
   * @param folder for one file a process
   * @param guard ends them when this process is gone
   */
  constructor(platform: Platform, folder: string, disk: Disk, guard?: Guard) {
    this.#platform = platform;
    this.#folder = folder;
    this.#disk = disk;
    this.#guard = guard;
  }

  /**
   * Ends what is left of earlier processes of the cluster.
   * @param owner only of this one
   */
  async end(owner?: number): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    await Promise.all(
      names.map(async (name) => {
        const [noted, pid] = name.split('-').map(Number);
        if (pid === undefined || (owner !== undefined && noted !== owner)) {
          return;
        }
        const path = this.#platform.paths.join(this.#folder, name);
        const then = await this.#disk.read(path);
        const now = await this.#platform.processStartTime(pid);
        if (then !== '' && then === now) {
          await this.#platform.killTree(pid, 0);
        }
        await this.#disk.remove(path);
      }),
    );
  }

  /** Remembers a process. Where the disk is full it is not: that alone is no reason to end it. */
  async note(pid: number): Promise<void> {
    this.#guard?.watch();
    const start = await this.#platform.processStartTime(pid);
    if (start !== null) {
      await this.#disk.write(this.#pathOf(pid), start).catch(() => undefined);
    }
  }

  async forget(pid: number): Promise<void> {
    await this.#disk.remove(this.#pathOf(pid)).catch(() => undefined);
  }

  /** With the id of this process, which is not that of one which has followed it since. */
  #pathOf(pid: number): string {
    return this.#platform.paths.join(this.#folder, `${this.#platform.pid}-${pid}`);
  }
}
