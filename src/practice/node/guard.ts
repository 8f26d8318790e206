import { type ChildProcess, spawn } from 'node:child_process';
import type { Platform } from '../../platform/platform.ts';

/**
 * A process beside this one that ends the containers' processes when this one is gone, however it went.
 * Most end by themselves then; those that are busy can't.
 */
export class Guard {
  readonly #platform: Platform;
  readonly #arguments: string[];
  #child: ChildProcess | undefined;
  #closed = false;

  /**
   * @param program path of its program, `guard-main.ts` as it is built
   * @param folder of the leftovers
   */
  constructor(platform: Platform, program: string, folder: string) {
    this.#platform = platform;
    this.#arguments = [program, folder, String(platform.pid)];
  }

  /** Lets it watch, unless it does; one that ends is followed by another at the next call. */
  watch(): void {
    if (this.#child !== undefined || this.#closed) {
      return;
    }
    const { runtime, plain } = this.#platform;
    const child = spawn(runtime.program, this.#arguments, {
      env: { ...plain, ...runtime.environment },
      // It reads until this process is gone: the system closes the pipe then.
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      windowsHide: true,
    });
    this.#child = child;
    const over = () => {
      this.#child = undefined;
    };
    child.once('error', over);
    child.once('exit', over);
    child.stdin?.on('error', () => undefined);
    child.unref();
  }

  /** To be called when all processes have ended. */
  close(): void {
    this.#closed = true;
    this.#child?.stdin?.end();
  }
}
