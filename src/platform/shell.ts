import { win32 } from 'node:path';
import type { System } from './system.ts';

/** A program call that runs a command line. */
export interface ShellCall {
  file: string;
  args: string[];
  /** Windows: the arguments are given as they are, the shell has quoting rules of its own. */
  verbatim: boolean;
}

/** The shell Python's `subprocess` uses on each system: `/bin/sh -c`, or `%ComSpec% /c "…"`. */
export function shellCall(system: Pick<System, 'os' | 'environment'>, command: string): ShellCall {
  if (system.os !== 'win32') {
    return { file: '/bin/sh', args: ['-c', command], verbatim: false };
  }
  const root = system.environment['SystemRoot'] || 'C:\\Windows';
  const file = system.environment['ComSpec'] || win32.join(root, 'System32', 'cmd.exe');
  return { file, args: ['/d', '/s', '/c', `"${command}"`], verbatim: true };
}
