import { createGunzip } from 'node:zlib';
import type { ClusterIdentity } from '../engine/events.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import type { Message } from '../messages/types.ts';
import { kubeconfigOf } from './child-kubeconfig.ts';
import type { Endpoint } from './endpoint.ts';
import { apiFailure, describeRequest, serverName, statusOf } from './errors.ts';
import type { ExecTarget, Shell, TerminalSize } from './exec.ts';
import type { Transport } from './http.ts';
import type { InteractiveCluster } from './interactive.ts';
import type { ApiRequest, ExecResult, KubeObject, WatchEvent } from './objects.ts';
import type { Forward, PodPort } from './port-forward.ts';
import type { Requester } from './requester.ts';

/** Objects asked for at a time. */
const pageSize = 500;

/** The client over HTTP: what `openCluster` gives. */
export class HttpClusterClient implements InteractiveCluster {
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

  now(): Date {
    return new Date(Date.now() + this.#requester.ahead);
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
    onFirst?: (items: KubeObject[]) => void,
  ): Promise<{ items: KubeObject[]; resourceVersion: string }> {
    for (let restarts = 0; ; restarts++) {
      try {
        return await this.#pages(path, query, signal, restarts === 0 ? onFirst : undefined);
      } catch (error) {
        // The continue token has expired: what was read so far belongs to a state that is gone.
        if (statusOf(error) !== 410 || restarts === 2) {
          throw error;
        }
      }
    }
  }

  async #pages(
    path: string,
    query: ApiRequest['query'],
    signal: AbortSignal,
    onFirst?: (items: KubeObject[]) => void,
  ) {
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
      if (items.length === page.items?.length) {
        onFirst?.(items);
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
    return execInContainer(this.#way, target, command, {
      ...options,
      signal: this.#bounded(options.signal),
      userAgent: this.#requester.caller.userAgent,
    });
  }

  async *stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<string> {
    const bounded = this.#bounded(signal);
    const response = await this.#requester.open(request, bounded);
    const zipped = response.headers['content-encoding'] === 'gzip';
    const plain = zipped ? response.pipe(createGunzip()) : response;
    const decoder = new TextDecoder();
    try {
      for await (const chunk of plain) {
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (cause) {
      bounded.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : String(cause);
      const what = describeRequest(request);
      throw apiFailure('kubernetes.watch-failed', { what, reason }, { cause });
    } finally {
      response.destroy();
    }
  }

  async shell(
    target: ExecTarget,
    command: string[],
    options: { size: TerminalSize; onOutput: (content: Buffer) => void; signal: AbortSignal },
  ): Promise<Shell> {
    const { openShell } = await import('./exec.ts');
    const { userAgent } = this.#requester.caller;
    const signal = this.#bounded(options.signal);
    return openShell(this.#way, target, command, { ...options, signal, userAgent });
  }

  async forward(
    target: PodPort,
    options: { wanted?: number; signal: AbortSignal; onError: (error: Message) => void },
  ): Promise<Forward> {
    const { forwardPort } = await import('./port-forward.ts');
    const { userAgent } = this.#requester.caller;
    const signal = this.#bounded(options.signal);
    return forwardPort(this.#way, target, { ...options, signal, userAgent });
  }

  /** See OpenedCluster: what a program of the run needs to reach this cluster and no other. */
  kubeconfig(): JsonObject {
    return kubeconfigOf(this.#endpoint);
  }

  close(): void {
    this.#life.abort(apiFailure('kubernetes.closed', { server: serverName(this.#endpoint) }));
    this.#transport.close();
  }

  get #way() {
    return { endpoint: this.#endpoint, transport: this.#transport };
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
