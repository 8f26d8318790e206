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
  const state = environment['XDG_STATE_HOME'];
  const base = state && posix.isAbsolute(state) ? state : posix.join(homedir, '.local', 'state');
  return posix.join(base, name);
}
