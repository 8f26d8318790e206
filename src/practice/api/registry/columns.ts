import type { Json } from '../../../experiment/json.ts';
import type { KubeObject } from '../objects.ts';

/** A column of a Table, and how to fill it. */
export interface ColumnDefinition {
  name: string;
  type: 'string' | 'integer' | 'boolean' | 'date' | 'number';
  format: string;
  /** 0 is always shown, 1 with `-o wide`. */
  priority: number;
  /** @param now milliseconds since 1970, for ages */
  cell: (object: KubeObject, now: number) => Json;
}

/** How a cell is filled. */
export type Cell = ColumnDefinition['cell'];

/** A column that is always shown. */
export function column(
  name: string,
  cell: Cell,
  type: ColumnDefinition['type'] = 'string',
): ColumnDefinition {
  return { name, type, format: '', priority: 0, cell };
}

/** A column that is shown with `-o wide` only. */
export function wide(name: string, cell: Cell): ColumnDefinition {
  return { ...column(name, cell), priority: 1 };
}

/** The object's name: the first column of almost every kind. */
export const nameColumn: ColumnDefinition = {
  ...column('Name', ({ metadata }) => metadata.name),
  format: 'name',
};

/** How long ago the object came to be. */
export const ageColumn: ColumnDefinition = column('Age', ({ metadata }, now) =>
  age(metadata.creationTimestamp, now),
);

/** When the object came to be; kubectl turns it into an age. */
export const createdColumn: ColumnDefinition = column(
  'Created At',
  ({ metadata }) => metadata.creationTimestamp,
  'date',
);

/** The time since, as `age` writes it, of an ISO time; `<unknown>` where there is none. */
export function age(time: string, now: number): string {
  const since = Date.parse(time);
  return Number.isNaN(since) ? '<unknown>' : duration(now - since);
}

/**
 * A span of time in the words of kubectl: two units at most, and one where the first is large.
 * @param milliseconds below -1 s it is `<invalid>`, up to 0 it is `0s`
 */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < -1) {
    return '<invalid>';
  }
  if (seconds < 120) {
    return `${Math.max(seconds, 0)}s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) {
    return two(minutes, 'm', seconds % 60, 's');
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 3) {
    return `${minutes}m`;
  }
  if (hours < 8) {
    return two(hours, 'h', minutes % 60, 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  const days = Math.floor(hours / 24);
  if (days < 8) {
    return two(days, 'd', hours % 24, 'h');
  }
  if (days < 365 * 2) {
    return `${days}d`;
  }
  const years = Math.floor(days / 365);
  return years < 8 ? two(years, 'y', days % 365, 'd') : `${years}y`;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
