import type { JsonObject } from '../experiment/json.ts';
import { abortError } from './abort.ts';
import type { OpenedCluster } from './connection.ts';

/** One way to a cluster, opened at most once; a failure is tried again by who asks next. */
export interface Connection {
  /** @throws HumanError when the cluster can't be reached; the signal's reason */
  open(signal: AbortSignal): Promise<OpenedCluster>;
  /** The client, if there is one. */
  readonly client: OpenedCluster | undefined;
}

/** The connections of a run, one for each distinct set of secrets that redirect. */
export class Connections {
  readonly #connect: (secrets: JsonObject) => Promise<OpenedCluster>;
  readonly #byKey = new Map<string, OneConnection>();

  constructor(connect: (secrets: JsonObject) => Promise<OpenedCluster>) {
    this.#connect = connect;
  }

  /** The connection that an activity with these secrets uses. */
  for(secrets: JsonObject): Connection {
    const relevant = Object.entries(secrets)
      .filter(([name]) => name.startsWith('KUBERNETES_'))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify(relevant);
    const known = this.#byKey.get(key);
    if (known) {
      return known;
    }
    const made = new OneConnection(() => this.#connect(Object.fromEntries(relevant)));
    this.#byKey.set(key, made);
    return made;
  }

  /** The clients there are. */
  opened(): OpenedCluster[] {
    return [...this.#byKey.values()].flatMap(({ client }) => client ?? []);
  }

  close(): void {
    for (const client of this.opened()) {
      client.close();
    }
  }
}

class OneConnection implements Connection {
  readonly #connect: () => Promise<OpenedCluster>;
  #opening: Promise<OpenedCluster> | undefined;
  client: OpenedCluster | undefined;

  constructor(connect: () => Promise<OpenedCluster>) {
    this.#connect = connect;
  }

  async open(signal: AbortSignal): Promise<OpenedCluster> {
    if (this.client) {
      return this.client;
    }
    this.#opening ??= this.#connect().then(
      (client) => {
        this.client = client;
        return client;
      },
      (error: unknown) => {
        this.#opening = undefined;
        throw error;
      },
    );
    return orAborted(this.#opening, signal);
  }
}

/** Others may still wait for the same promise: who is aborted leaves, it goes on. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = () => reject(abortError(signal));
  if (signal.aborted) {
    leave();
  }
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
