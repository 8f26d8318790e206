import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CaseFolder } from './folder.ts';
import { ownSource } from './ours.ts';

/** Starts the command line of this project, from its sources. */
export function startOurs(args: string[], folder: CaseFolder): ChildProcess {
  return spawn(process.execPath, [join(ownSource, 'cli.ts'), ...args], {
    cwd: folder.path,
    env: { ...folder.environment, XDG_STATE_HOME: join(folder.path, 'state') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** The same to its end, with something on its standard input. */
export async function ours(
  args: string[],
  folder: CaseFolder,
  input = '',
): Promise<{ code: number; out: string; err: string }> {
  const child = startOurs(args, folder);
  child.stdin?.end(input);
  const [out, err, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ]);
  return { code, out, err };
}
