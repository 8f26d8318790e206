import { pair, type Timed } from './process.ts';

/** One line of the table. */
export interface Row {
  what: string;
  figure: string;
  against?: string;
  ratio?: string;
  goal: string;
}

/** A time as people read it. */
export function duration(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
}

/** The line of two commands that are timed in turn. */
export function compare(what: string, a: Timed, name: string, b: Timed, goal: string): Row {
  const times = pair(a, b);
  return {
    what,
    figure: duration(times.a),
    against: `${name} ${duration(times.b)}`,
    ratio: times.ratio.toFixed(2),
    goal,
  };
}
