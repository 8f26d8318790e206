import type { Json } from '../experiment/json.ts';
import { isObject } from '../experiment/json.ts';
import type { RunView } from './view.ts';

/** Numbers that a probe gave over the run. */
export interface Plot {
  name: string;
  /** `at` in milliseconds from the left edge. */
  points: { at: number; value: number }[];
  /** Of what is drawn: values and wanted ones. */
  least: number;
  greatest: number;
  /** What the tolerance wants, where it is a number or a range. */
  wanted?: { least: number; greatest: number };
}

/** Plots that are drawn. */
const most = 8;

/** One value is no plot: its row says it. */
const fewest = 2;

/** @param origin left edge, milliseconds of the run's clock */
export function plotsOf(view: RunView, origin: number): Plot[] {
  return Object.entries(view.values)
    .filter(([, { points }]) => points.length >= fewest)
    .slice(0, most)
    .map(([name, { points, tolerance }]) => {
      const wanted = rangeOf(tolerance);
      const all = points.map(({ value }) => value);
      const bounds = wanted === undefined ? all : [...all, wanted.least, wanted.greatest];
      return {
        name,
        points: points
          .map(({ mono, value }) => ({ at: Math.max(0, mono - origin), value }))
          .sort((a, b) => a.at - b.at),
        least: Math.min(...bounds),
        greatest: Math.max(...bounds),
        ...(wanted && { wanted }),
      };
    });
}

function rangeOf(tolerance: Json | undefined): Plot['wanted'] {
  if (typeof tolerance === 'number') {
    return { least: tolerance, greatest: tolerance };
  }
  const range = isObject(tolerance ?? null) ? (tolerance as { range?: Json }).range : tolerance;
  if (!Array.isArray(range) || range.length !== 2) {
    return undefined;
  }
  const [least, greatest] = range;
  const numbers = typeof least === 'number' && typeof greatest === 'number';
  // A list of two numbers is a range for numbers; with the greater first nothing is within it.
  return numbers && least <= greatest ? { least, greatest } : undefined;
}
