import type { JsonObject } from '../../../src/experiment/json.ts';
import type { World } from '../parity/scenario.ts';

/**
 * One action and a world in which it succeeds and changes something. Tests of permissions, faults
 * and undo go through all of them.
 */
export interface Mutation {
  /** Importable path, with `chaosk8s.`. */
  path: string;
  /**
   * Makes the world and waits until it is calm; gives the arguments. It may be called again in the
   * same namespace, once all that the world held is gone. What is cluster-wide has the namespace's
   * name in its own and is deleted by `world.test`.
   */
  prepare(world: World): Promise<JsonObject>;
  /**
   * Paths of the objects and lists whose state tells what was done: the same before the action and
   * after its undo, as far as the grade promises.
   */
  state(ns: string): string[];
  /** Requests that change something, as `verb resource` of the audit log, one entry for each. */
  changes: readonly string[];
  /**
   * Of `changes`, what leads to the same state however often it is made: a server that was frozen may
   * get to a request after its client has given up, looked, and made it again.
   */
  harmlessTwice?: readonly string[];
  /**
   * How often it has had its effect, where the audit log does not tell (commands in containers, which
   * count as reads there).
   */
  happened?(world: World): Promise<number>;
  /** It creates something cluster-wide, so that its request does not name the world. */
  clusterWide?: boolean;
  /** It waits for something by a watch. */
  watches?: boolean;
  /** Calls a waiting action takes long for by nature; seconds. */
  seconds?: number;
}
