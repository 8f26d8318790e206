import type { Platform } from '../platform/platform.ts';

/** Environment variable that puts the state folder elsewhere. */
export const stateFolderVariable = 'CHAOS_WORKBENCH_STATE';

/** The state folder of this user, or the one that the environment names. */
export function stateFolderOf(
  environment: Readonly<Record<string, string | undefined>>,
  platform: Platform,
): string {
  return environment[stateFolderVariable] || platform.stateFolder();
}
