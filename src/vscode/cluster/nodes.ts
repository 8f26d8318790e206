/** A row that stands for an object of a namespace. */
interface OfObject {
  id: string;
  context: string;
  namespace: string;
  uid: string;
  name: string;
}

/** What a row of the explorer stands for; plain data, found again by its `id`. */
export type Node =
  /** The practice cluster while it does not run; then it is a context like others. */
  | { t: 'practice'; id: string }
  | { t: 'context'; id: string; context: string }
  | { t: 'namespace'; id: string; context: string; namespace: string }
  | ({ t: 'workload' } & OfObject)
  | ({ t: 'pod' } & OfObject)
  | ({ t: 'service' } & OfObject)
  /** `uid` is its pod's. */
  | ({ t: 'container'; pod: string } & OfObject)
  /** The events of a namespace. */
  | { t: 'events'; id: string; context: string; namespace: string }
  | ({ t: 'event' } & OfObject)
  /** The nodes of a cluster. */
  | { t: 'nodes'; id: string; context: string }
  | { t: 'node'; id: string; context: string; uid: string; name: string }
  /** "Show more" at the end of a list; `of` is the id of the list's owner. */
  | { t: 'more'; id: string; of: string; hidden: number }
  /** Words: what is loading, empty, forbidden or broken. `action` runs at a click. */
  | {
      t: 'note';
      id: string;
      context: string;
      text: string;
      tooltip?: string;
      description?: string;
      icon: NoteIcon;
      action?: 'connect' | 'retry' | 'start' | 'refresh' | 'settings';
    };

/** Looks of a note. */
export type NoteIcon = 'info' | 'warning' | 'loading' | 'connect' | 'start' | 'lock' | 'none';

/** Ids last as long as what they name: a pod that replaces another is another row. */
export const nodes = {
  practice: (): Node => ({ t: 'practice', id: 'practice' }),
  context: (context: string, open: boolean): Node => ({
    t: 'context',
    id: `${open ? 'open' : 'context'}/${context}`,
    context,
  }),
  namespace: (context: string, namespace: string): Node & { t: 'namespace' } => ({
    t: 'namespace',
    id: `ns/${context}/${namespace}`,
    context,
    namespace,
  }),
  row: (
    t: 'workload' | 'pod' | 'service',
    context: string,
    row: { namespace: string; uid: string; name: string },
  ): Node => ({
    t,
    id: `${t}/${context}/${row.uid}`,
    context,
    namespace: row.namespace,
    uid: row.uid,
    name: row.name,
  }),
  container: (pod: Node & { t: 'pod' }, name: string): Node => ({
    ...pod,
    t: 'container',
    id: `container/${pod.context}/${pod.uid}/${name}`,
    pod: pod.name,
    name,
  }),
  events: (context: string, namespace: string): Node & { t: 'events' } => ({
    t: 'events',
    id: `events/${context}/${namespace}`,
    context,
    namespace,
  }),
  event: (of: Node & { t: 'events' }, { uid, name }: { uid: string; name: string }): Node => ({
    ...of,
    t: 'event',
    id: `event/${of.context}/${uid}`,
    uid,
    name,
  }),
  nodes: (context: string): Node & { t: 'nodes' } => ({
    t: 'nodes',
    id: `nodes/${context}`,
    context,
  }),
  node: (context: string, { uid, name }: { uid: string; name: string }): Node => ({
    t: 'node',
    id: `node/${context}/${uid}`,
    context,
    uid,
    name,
  }),
  more: (of: string, hidden: number): Node => ({ t: 'more', id: `more/${of}`, of, hidden }),
} as const;
