import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { HumanError } from '../../messages/error.ts';
import type { PracticeAccess } from './access.ts';
import type { Place } from './place.ts';
import type { Report } from './serve.ts';

/** Characters of a report. */
const longest = 65_536;

/**
 * Starts the practice cluster's process, which outlives this one, and returns when it is ready or
 * another process is at it.
 * @throws HumanError what the process says why it can't
 */
export async function start(
  { entry, state, version, platform }: PracticeAccess,
  place: Place,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const log = openSync(place.log, 'a', 0o600);
  const { program, environment } = platform.runtime;
  const child = spawn(program, [entry, state, version], {
    cwd: place.folder,
    env: { ...platform.plain, ...environment },
    stdio: ['ignore', 'pipe', log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const failed = (reason: string) =>
    reject(new HumanError('practice.failed', { reason, path: place.log }));
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    if (text.includes('\n') || text.length > longest) {
      const report = JSON.parse(text) as Report;
      if (report.state === 'failed') {
        reject(new HumanError(report.message.code, report.message.args));
      }
      resolve();
    }
  });
  child.once('error', (error) => failed(error.message));
  child.once('exit', (code, by) => failed(by ?? `exit code ${code}`));
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    child.stdout?.destroy();
    child.unref();
  }
}
