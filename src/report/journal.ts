import type { PyObject } from '../engine/python/value.ts';
import type { Seen } from './seen.ts';

/** A journal that was read and has the shape of one. */
export interface Journal {
  /** What a reader knows it by: its path. */
  name: string;
  /** Numbers as they are written in it. */
  data: PyObject;
  /** What the run saw of the cluster, where that is kept beside the journal. */
  seen?: Seen;
}
