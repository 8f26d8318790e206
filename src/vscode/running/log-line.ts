import type { LogLine } from '../../worker/protocol.ts';

/** A line as `chaos` writes it: `[2026-11-23 12:01:03 INFO] message`, in local time. */
export function logLine({ at, level, text }: LogLine): string {
  const time = new Date(/Z$/.test(at) ? at : `${at}Z`);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `[${day} ${clock} ${level}] ${text}`;
}
