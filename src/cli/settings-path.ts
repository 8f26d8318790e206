import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** Where the Chaos Toolkit settings are: the option, else the original's place. */
export function settingsPath(args: Arguments, io: Io): string {
  const given = args.values.text('settings');
  return given === undefined
    ? join(homedir(), '.chaostoolkit', 'settings.yaml')
    : resolve(io.cwd, given);
}
