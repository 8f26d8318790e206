import { isObject, type Json } from '../experiment/json.ts';
import type { ActivityRow, RunView, Series } from './view.ts';

/** Points that are kept of a probe. */
const most = 240;

/** Of so many points in a row the least and the greatest stay, when there are too many. */
const group = 4;

/**
 * The number that a probe's output is: a number, a text that is one, or such a text printed by a
 * process. Answers of services have a status, which is no measure.
 */
export function numberIn(output: Json | undefined): number | undefined {
  if (typeof output === 'number') {
    return Number.isFinite(output) ? output : undefined;
  }
  if (typeof output === 'string') {
    return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(output) ? Number(output) : undefined;
  }
  return isObject(output ?? null) ? numberIn((output as { stdout?: Json }).stdout) : undefined;
}

/**
 * The series of a run with one more row that has ended. Their size does not grow with the number of
 * checks; peaks and dips survive.
 */
export function withValue(values: RunView['values'], row: ActivityRow): RunView['values'] {
  const value = row.kind === 'probe' ? numberIn(row.output) : undefined;
  if (value === undefined) {
    return values;
  }
  const known = Object.hasOwn(values, row.name) ? values[row.name] : undefined;
  const mono = row.startedMono + (row.duration ?? 0) * 1000;
  const points = [...(known?.points ?? []), { mono, value }];
  const tolerance = row.tolerance ?? known?.tolerance;
  const series: Series = {
    points: points.length > most ? thinned(points) : points,
    ...(tolerance !== undefined && { tolerance }),
  };
  return { ...values, [row.name]: series };
}

function thinned(points: Series['points']): Series['points'] {
  const kept: Series['points'] = [];
  for (let at = 0; at < points.length; at += group) {
    const some = points.slice(at, at + group).sort((a, b) => a.value - b.value);
    const ends = new Set([some[0], some.at(-1)]);
    kept.push(...points.slice(at, at + group).filter((point) => ends.has(point)));
  }
  return kept;
}
