import { chmod, mkdir, rm, truncate } from 'node:fs/promises';
import { isHumanError } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import { takeLock } from '../../platform/lock.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ClusterParts, type PracticeCluster, startCluster } from '../cluster.ts';
import { openLeases } from './leases.ts';
import { type Place, placeBelow, writeOwn } from './place.ts';
import { type PracticeInfo, type PracticeRecord, protocol } from './protocol.ts';

/** What the process says once, to the one that started it. */
export type Report =
  | { state: 'ready' }
  /** Another one is up, comes up or goes down. */
  | { state: 'busy'; pid: number }
  | { state: 'failed'; message: Message };

/** What a practice cluster's process is started with. */
export interface ServeOptions {
  platform: Platform;
  /** The state folder of this user. */
  state: string;
  /** Of the program that this is part of. */
  version: string;
  /** Files that it needs from the package. */
  parts: ClusterParts;
  /** Ends it. */
  stop: AbortSignal;
}

/** Runs a practice cluster until nobody uses it any more. At most one for each state folder. */
export async function servePractice(
  options: ServeOptions,
  report: (report: Report) => void,
): Promise<void> {
  const place = placeBelow(options.state);
  try {
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    await chmod(place.folder, 0o700);
    const lock = await takeLock(place.lock, options.platform);
    if ('heldBy' in lock) {
      report({ state: 'busy', pid: lock.heldBy });
      return;
    }
    try {
      // Only what this one says is of use; its output is open for appending.
      await truncate(place.log);
      await serve(place, options, report);
    } finally {
      await lock.release();
    }
  } catch (error) {
    report({ state: 'failed', message: messageOf(error, place) });
    throw error;
  }
}

async function serve(
  place: Place,
  { platform, version, parts, stop }: ServeOptions,
  report: (report: Report) => void,
): Promise<void> {
  await using cluster = await startCluster({
    platform,
    folder: place.nodes,
    parts,
    // The log takes the standard error of this process.
    onProblem: (error, where) => console.error(new Date().toISOString(), where, error),
  });
  const info = infoOf(cluster, place, version, platform);
  const leases = await openLeases(info);
  const record: PracticeRecord = {
    protocol,
    pid: platform.pid,
    port: leases.port,
    token: leases.token,
  };
  try {
    await writeOwn(place.kubeconfig, cluster.kubeconfig);
    await writeOwn(place.record, JSON.stringify(record));
    report({ state: 'ready' });
    await Promise.race([leases.over, aborted(stop)]);
  } finally {
    // Whoever comes from now on has to start the next one.
    await rm(place.record, { force: true });
    await rm(place.kubeconfig, { force: true });
    await leases.close();
  }
}

function infoOf(
  { identity }: PracticeCluster,
  { kubeconfig }: Place,
  version: string,
  { pid }: Platform,
): PracticeInfo {
  return { pid, version, kubeconfig, identity };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function messageOf(error: unknown, { log }: Place): Message {
  if (isHumanError(error)) {
    return { code: error.code, args: error.args ?? {} };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'practice.failed', args: { reason, path: log } };
}
