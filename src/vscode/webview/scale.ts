import { round } from '../../engine/figures.ts';
import { h } from './dom.ts';

/** From milliseconds to the width of the lanes. */
export interface Scale {
  /** Milliseconds from the left edge to the right one. */
  total: number;
  /** Pixels of a lane, with its name. */
  width: number;
}

/** Part of the width after which a mark stands left of its moment, so that it fits. */
const lastMark = 0.94;

/** Puts an element where it belongs on a track, at least so wide that it is seen. */
export function put(element: HTMLElement, from: number, to: number, { total }: Scale): void {
  element.style.left = `${(from / total) * 100}%`;
  element.style.width = `max(3px, ${((to - from) / total) * 100}%)`;
}

/** A time on the axis. */
export function axisMark(mark: number, { total }: Scale): HTMLElement {
  const text = total < 100 ? `${Number(mark.toFixed(2))} ms` : round(mark / 1000);
  const element = h('span', { class: mark / total > lastMark ? 'mark last' : 'mark' }, text);
  element.style.left = `${(mark / total) * 100}%`;
  return element;
}
