import type { ClusterClient } from '../kubernetes/client.ts';
import type { ConnectionChoice } from '../kubernetes/consent.ts';
import { HumanError } from '../messages/error.ts';
import type { OpenConnection, Place } from './cluster-protocol.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';

interface Opened {
  client: ClusterClient;
  /** What ends the following of a namespace, by its name. */
  followed: Map<string, AbortController>;
}

/** The connections that a person opened in the explorer, and the namespaces followed on them. */
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
  client(connection: string): ClusterClient {
    return this.#get(connection).client;
  }

  close(connection: string): void {
    const opened = this.#opened.get(connection);
    this.#opened.delete(connection);
    for (const controller of opened?.followed.values() ?? []) {
      controller.abort();
    }
    opened?.client.close();
  }

  follow({ connection, namespace }: Place): void {
    const { client, followed } = this.#get(connection);
    followed.get(namespace)?.abort();
    const controller = new AbortController();
    followed.set(namespace, controller);
    void this.#feed(client, { connection, namespace }, controller.signal);
  }

  unfollow({ connection, namespace }: Place): void {
    const followed = this.#opened.get(connection)?.followed;
    followed?.get(namespace)?.abort();
    followed?.delete(namespace);
  }

  async #feed(client: ClusterClient, place: Place, signal: AbortSignal): Promise<void> {
    const [{ watchNamespace }, { messageOf }] = await Promise.all([
      import('../kubernetes/feed.ts'),
      import('../kubernetes/message-of.ts'),
    ]);
    const tell = this.#editor();
    try {
      await watchNamespace(
        client,
        place.namespace,
        (change) => tell.note('cluster.changed', { ...place, change }),
        signal,
      );
    } catch (error) {
      if (!signal.aborted) {
        this.close(place.connection);
        tell.note('cluster.closed', { connection: place.connection, error: messageOf(error) });
      }
    }
  }

  #get(connection: string): Opened {
    const opened = this.#opened.get(connection);
    if (opened === undefined) {
      throw new HumanError('editor.explorer.not-connected');
    }
    return opened;
  }
}
