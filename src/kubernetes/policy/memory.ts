import type { KubeObject } from '../objects.ts';
import type { Reader } from '../plan.ts';

/** A reader that keeps what it has read: judging a plan then reads nothing twice. */
export interface Memory extends Reader {
  /** What was read, by uid. */
  readonly seen: ReadonlyMap<string, KubeObject>;
}

/** Keeps what passes through a reader. */
export function remembering(reader: Reader): Memory {
  const seen = new Map<string, KubeObject>();
  const keep = (object: Partial<KubeObject>) => {
    // What an API group offers is read like an object, but is none.
    if (object.metadata?.uid !== undefined) {
      seen.set(object.metadata.uid, object as KubeObject);
    }
  };
  return {
    seen,
    identity: reader.identity,
    namespace: reader.namespace,
    unwarned: reader.unwarned === true,
    async get(path, signal) {
      const object = await reader.get(path, signal);
      if (object !== undefined) {
        keep(object);
      }
      return object;
    },
    async list(path, query, signal) {
      const found = await reader.list(path, query, signal);
      found.items.forEach(keep);
      return found;
    },
  };
}
