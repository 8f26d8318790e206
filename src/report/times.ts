import { momentOf } from '../messages/time-of-day.ts';

/**
 * A moment as a reader anywhere understands it: `2026-11-27 05:36:14 UTC`. A text that is no time is
 * given back.
 * @param at ISO 8601, as in a journal
 */
export function utc(at: string): string {
  const moment = momentOf(at);
  return Number.isNaN(moment)
    ? at
    : `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Time of day of a moment of the run, `05:36:14 UTC`; mere seconds where its start is no time. */
export function utcAfter(startedAt: string, mono: number): string {
  const moment = momentOf(startedAt);
  return Number.isNaN(moment)
    ? offset(mono)
    : `${new Date(moment + mono).toISOString().slice(11, 19)} UTC`;
}

/** Time of day of a moment: `05:36:14 UTC`. */
export function utcTime(at: string): string {
  return `${at.slice(11, 19)} UTC`;
}

/** Milliseconds after the run's start: `+0.51 s`. */
export function offset(mono: number): string {
  return `+${(mono / 1000).toFixed(2)} s`;
}
