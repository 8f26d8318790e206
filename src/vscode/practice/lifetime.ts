import { stateFolderOf } from '../../ledger/state-folder.ts';
import { nodePlatform } from '../../platform/platform.ts';
import { holdPractice, practiceStatus, stopPractice } from '../../practice/lifetime/hold.ts';
import { placeBelow } from '../../practice/lifetime/place.ts';
import type { Lifetime } from './practice.ts';

/**
 * The practice cluster of this user, the same one that the command line uses.
 * @param entry path of the program that is the cluster
 * @param version of this extension
 */
export function practiceLifetime(entry: string, version: string): Lifetime {
  const platform = nodePlatform();
  const state = stateFolderOf(process.env, platform);
  return {
    hold: (signal, told) => holdPractice({ platform, state, entry, version, signal, told }),
    runs: async (signal) => (await practiceStatus(state, signal)) !== undefined,
    stop: async (signal) => {
      await stopPractice(state, platform, signal);
    },
    log: placeBelow(state).log,
  };
}
