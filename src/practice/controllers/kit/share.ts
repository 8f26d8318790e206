import type { Json } from '../../../experiment/json.ts';

/**
 * A number, or a share such as `25%` of a total, in whole numbers.
 * @param round how a share becomes whole
 */
export function shareOf(value: Json | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') {
    return value;
  }
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  const exact = (Number(percent ?? 0) * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
