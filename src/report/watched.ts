import type { Stretch as Run } from '../engine/view.ts';
import type { Check } from './entries.ts';
import type { Stretch, Watched } from './model.ts';
import { offset } from './times.ts';
import type { Words } from './words.ts';

/** Stretches that a report tells one by one; of more, the first. */
export const mostStretches = 100;

/** Folds the checks made during the method; a run of an hour may have thousands. */
export function runsOf(checks: readonly Check[]): Run[] {
  const runs: Run[] = [];
  for (const { met, entries } of checks) {
    const first = entries[0]?.row;
    const last = entries.at(-1)?.row;
    const from = first?.startedMono ?? runs.at(-1)?.to ?? 0;
    const to = last === undefined ? from : last.startedMono + (last.duration ?? 0) * 1000;
    const run = runs.at(-1);
    if (run?.met === met) {
      run.count += 1;
      run.to = to;
    } else {
      runs.push({ met, count: 1, from, to });
    }
  }
  return runs;
}

/** Such runs in words. */
export function stretchesOf(runs: readonly Run[], words: Words): Stretch[] {
  return runs.slice(0, mostStretches).map(({ met, count, from, to }) => ({
    from: offset(from),
    to: offset(to),
    count,
    mood: moodOf(met),
    result: met === null ? words.say('unjudged') : words.panel(`state.${met ? 'met' : 'not-met'}`),
  }));
}

/** The same for the timeline, whose left edge is `origin`. */
export function watchedOf(runs: readonly Run[], origin: number): Watched[] {
  return runs.slice(0, mostStretches).map(({ met, from, to }) => ({
    from: Math.max(0, from - origin),
    to: Math.max(0, to - origin),
    mood: moodOf(met),
  }));
}

function moodOf(met: boolean | null): Stretch['mood'] {
  return met === null ? 'neutral' : met ? 'good' : 'bad';
}
