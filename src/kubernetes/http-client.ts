import type { ClusterIdentity } from '../engine/events.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import { kubeconfigOf } from './child-kubeconfig.ts';
import type { ClusterClient } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { apiFailure, describeRequest, serverName, statusOf } from './errors.ts';
import type { Transport } from './http.ts';
import type { ApiRequest, ExecResult, KubeObject, WatchEvent } from './objects.ts';
import type { Requester } from './requester.ts';

/** Objects asked for at a time. */
const pageSize = 500;

/** The client over HTTP: what `openCluster` gives. */
export class HttpClusterClient implements ClusterClient {
  readonly identity: ClusterIdentity;
  readonly namespace: string;
  readonly #endpoint: Endpoint;
  readonly #transport: Transport;
  readonly #requester: Requester;
  /** Aborted by `close`. */
  readonly #life = new AbortController();

  constructor(
    endpoint: Endpoint,
    identity: ClusterIdentity,
    transport: Transport,
    requester: Requester,
  ) {
    this.#endpoint = endpoint;
    this.identity = identity;
    this.namespace = endpoint.namespace;
    this.#transport = transport;
    this.#requester = requester;
  }

  async request<T = Json>(request: ApiRequest, signal: AbortSignal): Promise<T> {
    const answer = await this.text(request, signal);
    try {
      return (answer === '' ? null : JSON.parse(answer)) as T;
    } catch {
      throw apiFailure('kubernetes.bad-answer', {
        server: serverName(this.#endpoint),
        what: describeRequest(request),
        text: answer.trim().slice(0, 120),
      });
    }
  }

  text(request: ApiRequest, signal: AbortSignal): Promise<string> {
    return this.#requester.send(request, this.#bounded(signal));
  }

  async list(
    path: string,
    query: ApiRequest['query'],
    signal: AbortSignal,
  ): Promise<{ items: KubeObject[]; resourceVersion: string }> {
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#pages(path, query, signal);
      } catch (error) {
        // The continue token has expired: what was read so far belongs to a state that is gone.
        if (statusOf(error) !== 410 || restarts === 2) {
          throw error;
        }
      }
    }
  }

  async #pages(path: string, query: ApiRequest['query'], signal: AbortSignal) {
    const items: KubeObject[] = [];
    let next: string | undefined;
    for (;;) {
      const page = await this.request<ListPage>(
        { method: 'GET', path, query: { limit: pageSize, ...query, continue: next } },
        signal,
      );
      const kind = page.kind?.replace(/List$/, '');
      for (const item of page.items ?? []) {
        // Members of a list carry no kind of their own.
        items.push({ ...(kind && { apiVersion: page.apiVersion ?? 'v1', kind }), ...item });
      }
      next = page.metadata?.continue || undefined;
      if (next === undefined) {
        return { items, resourceVersion: page.metadata?.resourceVersion ?? '' };
      }
    }
  }

  async *watch(
    path: string,
    query: ApiRequest['query'],
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent> {
    const { watchStream } = await import('./watch.ts');
    yield* watchStream(this.#requester, path, query, this.#bounded(signal));
  }

  async exec(
    target: { namespace: string; pod: string; container?: string },
    command: string[],
    options: { stdin?: string; signal: AbortSignal },
  ): Promise<ExecResult> {
    const { execInContainer } = await import('./exec.ts');
    return execInContainer(this.#endpoint, this.#transport, target, command, {
      ...options,
      signal: this.#bounded(options.signal),
      userAgent: this.#requester.caller.userAgent,
    });
  }

  /** See OpenedCluster: what a program of the run needs to reach this cluster and no other. */
  kubeconfig(): JsonObject {
    return kubeconfigOf(this.#endpoint);
  }

  close(): void {
    this.#life.abort(apiFailure('kubernetes.closed', { server: serverName(this.#endpoint) }));
    this.#transport.close();
  }

  #bounded(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#life.signal]);
  }
}

interface ListPage {
  apiVersion?: string;
  kind?: string;
  metadata?: { continue?: string; resourceVersion?: string };
  items?: KubeObject[] | null;
}
