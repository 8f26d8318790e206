import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError } from '../../messages/error.ts';
import { lockHolder } from '../../platform/lock.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PracticeAccess } from './access.ts';
import { type Connected, connect } from './connect.ts';
import { type Place, placeBelow } from './place.ts';
import type { Answered, PracticeIdentity } from './protocol.ts';
import { start } from './start.ts';

/** A practice cluster that this process keeps alive, and that keeps it running until it lets go. */
export interface HeldCluster {
  /** Path of its kubeconfig, readable by its owner only. */
  kubeconfig: string;
  /** Of the program that started it. */
  version: string;
  identity: PracticeIdentity;
  /** Of its process. */
  pid: number;
  /** Settles when it ends although it is held: `stopped` by somebody, or `gone` by accident. */
  ended: Promise<'stopped' | 'gone'>;
  /** It ends soon after the last one lets go. */
  release(): void;
}

/** Milliseconds within which a cluster is up, on a slow machine. */
const usualLimit = 60_000;

/** Milliseconds between two looks while another process starts or ends one. */
const pause = 50;

/**
 * Uses the practice cluster of this user, and starts it where there is none. One that another
 * version of the program left is replaced, unless somebody uses it: then it is used as it is.
 * @throws HumanError `practice.failed`, `practice.slow`, `practice.other-protocol`
 */
export async function holdPractice(access: PracticeAccess): Promise<HeldCluster> {
  const connected = await reach(access, 'hold');
  return {
    kubeconfig: connected.answer.kubeconfig,
    version: connected.answer.version,
    identity: connected.answer.identity,
    pid: connected.answer.pid,
    ended: connected.ended,
    release: connected.close,
  };
}

/** As `holdPractice`, until somebody stops it; nothing holds it. */
export async function keepPractice(access: PracticeAccess): Promise<Answered> {
  const { answer, close } = await reach(access, 'keep');
  close();
  return answer;
}

/** What the practice cluster says of itself; undefined where there is none. */
export async function practiceStatus(
  state: string,
  signal: AbortSignal,
): Promise<Answered | undefined> {
  const connected = await connect(placeBelow(state), 'status', signal);
  connected?.close();
  return connected?.answer;
}

/**
 * Ends the practice cluster, whoever uses it; returns when its pods have ended.
 * @returns whether there was one
 * @throws HumanError `practice.slow`
 */
export async function stopPractice(
  state: string,
  platform: Platform,
  signal: AbortSignal,
): Promise<boolean> {
  const place = placeBelow(state);
  const connected = await connect(place, 'stop', signal);
  if (connected === undefined) {
    return false;
  }
  connected.close();
  const { pid } = connected.answer;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(usualLimit)]);
  while (await lives(place, platform, pid)) {
    await paused(limit, signal, place);
  }
  return true;
}

async function reach(access: PracticeAccess, want: 'hold' | 'keep'): Promise<Connected> {
  const { signal, state, version, platform } = access;
  const place = placeBelow(state);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(usualLimit)]);
  let told = false;
  for (;;) {
    const found = await connect(place, 'status', limit);
    if (found !== undefined) {
      const { version: theirs, holders, kept } = found.answer;
      if (theirs === version || holders > 0 || kept) {
        const connected = await connect(place, want, limit);
        if (connected !== undefined) {
          return connected;
        }
      } else {
        access.told?.({ code: 'practice.replacing', args: { version: theirs } });
        await stopPractice(state, platform, limit);
      }
    } else {
      if (!told) {
        access.told?.({ code: 'practice.starting' });
        told = true;
      }
      await start(access, place, limit);
    }
    await paused(limit, signal, place);
  }
}

async function lives({ lock }: Place, platform: Platform, pid: number): Promise<boolean> {
  return (await lockHolder(lock, platform)) === pid;
}

async function paused(limit: AbortSignal, signal: AbortSignal, { log }: Place): Promise<void> {
  signal.throwIfAborted();
  if (limit.aborted) {
    throw new HumanError('practice.slow', { seconds: usualLimit / 1000, path: log });
  }
  await sleep(pause, undefined, { signal: limit }).catch(() => undefined);
}
