/** What a row of the explorer stands for; plain data, found again by its `id`. */
export type Node =
  | { t: 'context'; id: string; context: string }
  | { t: 'namespace'; id: string; context: string; namespace: string }
  | { t: 'workload'; id: string; context: string; namespace: string; uid: string; name: string }
  | { t: 'pod'; id: string; context: string; namespace: string; uid: string; name: string }
  | { t: 'service'; id: string; context: string; namespace: string; uid: string; name: string }
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
      action?: 'connect' | 'retry';
    };

/** Looks of a note. */
export type NoteIcon = 'info' | 'warning' | 'loading' | 'connect' | 'lock' | 'none';

/** Ids last as long as what they name: a pod that replaces another is another row. */
export const nodes = {
  context: (context: string, open: boolean): Node => ({
    t: 'context',
    id: `${open ? 'open' : 'context'}/${context}`,
    context,
  }),
  namespace: (context: string, namespace: string): Node => ({
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
  more: (of: string, hidden: number): Node => ({ t: 'more', id: `more/${of}`, of, hidden }),
} as const;
