import { posix, win32 } from 'node:path';
import type { System } from './system.ts';

const name = 'ChaosWorkbench';

/**
 * Folder of this user's runs. A relative XDG_STATE_HOME is ignored, as the XDG Base Directory
 * Specification asks.
 */
export function stateFolder(system: Pick<System, 'os' | 'environment' | 'homedir'>): string {
  const { environment, homedir } = system;
  if (system.os === 'win32') {
    const local = environment['LOCALAPPDATA'];
    return win32.join(local || win32.join(homedir, 'AppData', 'Local'), name);
  }
  if (system.os === 'darwin') {
    return posix.join(homedir, 'Library', 'Application Support', name);
  }
  return posix.join(
    base(environment['XDG_STATE_HOME'], posix.join(homedir, '.local', 'state')),
    name,
  );
}

/** Folder of what this user has decided for all runs. Rules as for the other one. */
export function configFolder(system: Pick<System, 'os' | 'environment' | 'homedir'>): string {
  const { environment, homedir } = system;
  if (system.os === 'win32') {
    const roaming = environment['APPDATA'];
    return win32.join(roaming || win32.join(homedir, 'AppData', 'Roaming'), name);
  }
  return system.os === 'darwin'
    ? stateFolder(system)
    : posix.join(base(environment['XDG_CONFIG_HOME'], posix.join(homedir, '.config')), name);
}

function base(given: string | undefined, usual: string): string {
  return given && posix.isAbsolute(given) ? given : usual;
}
