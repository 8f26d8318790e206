import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type { InteractiveCluster } from '../kubernetes/interactive.ts';
import { HumanError } from '../messages/error.ts';
import type { OpenConnection, Place } from './cluster-protocol.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';

interface Opened {
  client: InteractiveCluster;
  /** What is followed, by its key, and what ends that. */
  followed: Map<string, { place: Place; end: AbortController }>;
  /** Ends the heartbeat, which goes on while anything is followed. */
  heart?: AbortController;
}

/** The connections that a person opened in the explorer, and what is followed on them. */
export class ClusterConnections {
  readonly #editor: () => Endpoint<HostMethods, WorkerMethods>;
  readonly #state: WorkerState;
  readonly #opened = new Map<string, Opened>();
  #next = 1;

  constructor(editor: () => Endpoint<HostMethods, WorkerMethods>, state: WorkerState) {
    this.#editor = editor;
    this.#state = state;
  }

  async open(choice: ConnectionChoice, signal: AbortSignal): Promise<OpenConnection> {
    const [{ openCluster }, { nodePlatform }, { userAgent }] = await Promise.all([
      import('../kubernetes/connection.ts'),
      import('../platform/platform.ts'),
      import('../platform/program.ts'),
    ]);
    const platform = nodePlatform();
    const client = await openCluster(
      choice,
      {
        environment: platform.environment,
        platform,
        trusted: this.#state.trusted,
        userAgent: userAgent('explorer'),
        onPluginOutput: (line) =>
          this.#editor().note('cluster.sign-in', { context: choice.context ?? '', line }),
      },
      signal,
    );
    const connection = `connection ${this.#next++}`;
    this.#opened.set(connection, { client, followed: new Map() });
    return { connection, identity: client.identity, namespace: client.namespace };
  }

  /** @throws HumanError when it was closed meanwhile */
  client(connection: string): InteractiveCluster {
    return this.#get(connection).client;
  }

  close(connection: string): void {
    const opened = this.#opened.get(connection);
    this.#opened.delete(connection);
    opened?.heart?.abort();
    for (const { end } of opened?.followed.values() ?? []) {
      end.abort();
    }
    opened?.client.close();
  }

  follow(place: Place): void {
    const opened = this.#get(place.connection);
    const key = keyOf(place);
    opened.followed.get(key)?.end.abort();
    const end = new AbortController();
    opened.followed.set(key, { place, end });
    void this.#feed(opened.client, place, end.signal);
    if (opened.heart === undefined) {
      opened.heart = new AbortController();
      void this.#beat(place.connection, opened, opened.heart.signal);
    }
  }

  unfollow(place: Place): void {
    const opened = this.#opened.get(place.connection);
    opened?.followed.get(keyOf(place))?.end.abort();
    opened?.followed.delete(keyOf(place));
    if (opened?.followed.size === 0) {
      opened.heart?.abort();
      delete opened.heart;
    }
  }

  async #feed(client: InteractiveCluster, place: Place, signal: AbortSignal): Promise<void> {
    const { connection, namespace, list } = place;
    const tell = this.#editor();
    try {
      if (list === undefined) {
        const { watchNamespace } = await import('../kubernetes/feed.ts');
        await watchNamespace(
          client,
          namespace,
          (change) => tell.note('cluster.changed', { connection, namespace, change }),
          signal,
        );
      } else {
        const { watchList } = await import('../kubernetes/list-feed.ts');
        await watchList(
          client,
          list,
          namespace,
          (change) => tell.note('cluster.rows', { connection, namespace, list, change }),
          signal,
        );
      }
    } catch (error) {
      if (!signal.aborted) {
        const { messageOf } = await import('../kubernetes/message-of.ts');
        this.close(connection);
        tell.note('cluster.closed', { connection, error: messageOf(error) });
      }
    }
  }

  /** What was followed on a cluster that was away is begun anew: its sockets may be half open. */
  async #beat(connection: string, opened: Opened, signal: AbortSignal): Promise<void> {
    const { heartbeat } = await import('./heartbeat.ts');
    await heartbeat(
      opened.client,
      (error) => {
        this.#editor().note('cluster.health', { connection, ...(error && { error }) });
        if (error === undefined) {
          for (const { place } of [...opened.followed.values()]) {
            this.follow(place);
          }
        }
      },
      signal,
    );
  }

  #get(connection: string): Opened {
    const opened = this.#opened.get(connection);
    if (opened === undefined) {
      throw new HumanError('editor.explorer.not-connected');
    }
    return opened;
  }
}

function keyOf({ namespace, list }: Place): string {
  return `${list ?? ''}/${namespace}`;
}
