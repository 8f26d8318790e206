import type { ClusterIdentity } from '../engine/events.ts';
import type { Json } from '../experiment/json.ts';
import type { ApiRequest, ExecResult, KubeObject, WatchEvent } from './objects.ts';

/**
 * The one way to a cluster: activities, explorer, samples and permission checks all use it. Every
 * call takes a signal and has a time limit of its own; errors are HumanErrors with a code of
 * `kubernetes.*` and, where the server answered, the properties `status` (HTTP) and `reason`.
 */
export interface ClusterClient {
  /** Resolved once and frozen. */
  readonly identity: ClusterIdentity;
  /** The connection's own namespace, `default` where the context names none. */
  readonly namespace: string;
  /**
   * The server's time, by the Date of its latest answer: what is written for others to judge must not
   * depend on how this machine's clock goes.
   */
  now(): Date;
  /** One request and its JSON answer. */
  request<T = Json>(request: ApiRequest, signal: AbortSignal): Promise<T>;
  /** A request whose answer is text (logs). */
  text(request: ApiRequest, signal: AbortSignal): Promise<string>;
  /**
   * All objects of a list, page by page; a 410 on a continue token starts over.
   * @param onFirst told the first page, where it is not all there is
   */
  list(
    path: string,
    query: ApiRequest['query'],
    signal: AbortSignal,
    onFirst?: (items: KubeObject[]) => void,
  ): Promise<{ items: KubeObject[]; resourceVersion: string }>;
  /**
   * Changes from a resourceVersion on. Ends normally when the server ends it; throws
   * `kubernetes.watch-expired` on 410 (also in-stream): list again.
   */
  watch(path: string, query: ApiRequest['query'], signal: AbortSignal): AsyncIterable<WatchEvent>;
  /** Runs a command in a container over the WebSocket channel protocol. */
  exec(
    target: { namespace: string; pod: string; container?: string },
    command: string[],
    options: { stdin?: string; signal: AbortSignal },
  ): Promise<ExecResult>;
  /** Ends all connections. */
  close(): void;
}
