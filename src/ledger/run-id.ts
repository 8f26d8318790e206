import { randomHex } from '../platform/random.ts';

/** An id that sorts by time and never repeats: `20261123T224512Z-3f9a1c42`. */
export function newRunId(now: Date = new Date()): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${time}-${randomHex(8)}`;
}

/** Whether a name is one of `newRunId`, so that nothing else is ever listed or removed. */
export function isRunId(name: string): boolean {
  return /^\d{8}T\d{6}Z-[0-9a-f]{8}$/.test(name);
}
