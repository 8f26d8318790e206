import type { Plot } from '../../engine/timeline-plots.ts';
import { svg } from './dom.ts';

/** Units of the drawing, which is stretched to its place; lines keep their width. */
const width = 1000;
const height = 100;

/** Units above and below, so that no line is cut. */
const margin = 6;

/** A line through the values on the timeline's scale, over a band of what was wanted. */
export function drawPlot(plot: Plot, total: number): SVGElement {
  const span = plot.greatest - plot.least || 1;
  const y = (value: number) => margin + ((plot.greatest - value) / span) * (height - 2 * margin);
  const points = plot.points.map(({ at, value }) => `${(at / total) * width},${y(value)}`);
  const picture = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  if (plot.wanted !== undefined) {
    const top = y(plot.wanted.greatest);
    const band = Math.max(2, y(plot.wanted.least) - top);
    picture.append(svg('rect', { class: 'wanted-band', x: 0, width, y: top, height: band }));
  }
  picture.append(svg('polyline', { class: 'values', points: points.join(' ') }));
  return picture;
}

/** A number with no more digits than tell something. */
export function figure(value: number, language: string): string {
  return Number(value.toPrecision(4)).toLocaleString(language, { maximumSignificantDigits: 4 });
}
