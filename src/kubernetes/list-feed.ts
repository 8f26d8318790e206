import type { ClusterClient } from './client.ts';
import type { FeedState, ListRows, RowsChange } from './feed-types.ts';
import { type FollowTimes, follow } from './follow.ts';
import type { KubeObject } from './objects.ts';
import { eventRow } from './rows/event-row.ts';
import { nodeRow } from './rows/node-row.ts';
import { RowTable } from './rows/row-table.ts';

/** Milliseconds in which changes are gathered: five a second at most. */
const batch = 200;

const lists: {
  readonly [L in keyof ListRows]: {
    path(namespace: string): string;
    row(object: KubeObject): ListRows[L];
  };
} = {
  nodes: { path: () => '/api/v1/nodes', row: nodeRow },
  events: {
    path: (namespace) => `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`,
    row: eventRow,
  },
};

/**
 * Follows one list until the signal is aborted: all of it first, then changes. Resolves when the
 * signal is aborted; never rejects for what the cluster does.
 * @param namespace of events; nodes have none
 */
export async function watchList<L extends keyof ListRows>(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  list: L,
  namespace: string,
  onChange: (change: RowsChange<ListRows[L]>) => void,
  signal: AbortSignal,
  times?: FollowTimes,
): Promise<void> {
  const { path, row } = lists[list];
  const table = new RowTable<ListRows[L]>();
  let state: FeedState = { state: 'loading' };
  let whole = true;
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    const changes = table.take();
    onChange({ whole, ...(whole ? { set: table.sorted(), gone: [] } : changes), state });
    whole = false;
  };
  const soon = () => {
    timer ??= setTimeout(tell, batch);
  };
  const follower = {
    listed(items: KubeObject[]) {
      table.replace(items.map(row));
      soon();
    },
    changed({ type, object }: { type: string; object: KubeObject }) {
      if (type === 'DELETED') {
        table.remove(object.metadata.uid);
      } else {
        table.put(row(object));
      }
      soon();
    },
    state(now: FeedState) {
      state = now;
      soon();
    },
  };
  await follow(client, path(namespace), follower, signal, times);
  clearTimeout(timer);
}
