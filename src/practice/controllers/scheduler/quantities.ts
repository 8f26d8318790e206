import { quantity } from '../../quantity.ts';

/** A quantity such as `100m`, `1.5Gi` or `2e3` in thousandths, rounded up; 0 for what is none. */
export function thousandths(text: unknown): number {
  return Math.ceil(Math.round(quantity(text) * 1e6) / 1e3);
}
