import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import type { OpenedCluster } from '../connection.ts';
import { apiFailure } from '../errors.ts';
import type { ApiRequest, ExecResult, KubeObject, WatchEvent } from '../objects.ts';

/** A cluster in memory, for what a real one can't be brought to do. Objects lie at their paths. */
export class FakeCluster implements OpenedCluster {
  readonly identity = { id: 'fake', server: 'https://fake', complete: true };
  readonly namespace = 'default';
  readonly objects = new Map<string, KubeObject>();
  /** Every request but those of lists, in order. */
  readonly requests: ApiRequest[] = [];
  closed = false;
  /** Called before a request has its effect; what it throws is thrown instead. */
  before: (request: ApiRequest) => void | Promise<void> = () => undefined;
  /** Called after a request has had its effect: an answer can be lost here. */
  afterwards: (request: ApiRequest) => void | Promise<void> = () => undefined;
  /** What a watch gives. */
  watching: (signal: AbortSignal) => AsyncIterable<WatchEvent> = () => stream([]);

  /** Puts an object at the path of its collection. */
  add(collection: string, object: KubeObject): KubeObject {
    this.objects.set(`${collection}/${object.metadata.name}`, object);
    return object;
  }

  async request<T = Json>(request: ApiRequest, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    this.requests.push(request);
    await this.before(request);
    const answer = this.#answer(request);
    await this.afterwards(request);
    return answer as T;
  }

  async text(request: ApiRequest): Promise<string> {
    this.requests.push(request);
    return '';
  }

  async list(path: string, query: ApiRequest['query'], signal: AbortSignal) {
    signal.throwIfAborted();
    await this.before({ method: 'GET', path, ...(query && { query }) });
    const name = String(query?.['fieldSelector'] ?? '').replace('metadata.name=', '');
    const [label, value] = String(query?.['labelSelector'] ?? '').split('=');
    const items = [...this.objects]
      .filter(([at]) => at.slice(0, at.lastIndexOf('/')) === path)
      .map(([, object]) => object)
      .filter(({ metadata }) => name === '' || metadata.name === name)
      .filter(({ metadata }) => !label || metadata.labels?.[label] === value);
    return { items, resourceVersion: '1' };
  }

  watch(_path: string, _query: ApiRequest['query'], signal: AbortSignal) {
    return this.watching(signal);
  }

  async exec(): Promise<ExecResult> {
    return { stdout: '', stderr: '', status: { status: 'Success' } };
  }

  kubeconfig(): JsonObject {
    return { kind: 'Config' };
  }

  close(): void {
    this.closed = true;
  }

  #answer(request: ApiRequest): unknown {
    if (request.method === 'POST') {
      const object = structuredClone(request.body) as unknown as KubeObject;
      const path = `${request.path}/${object.metadata.name}`;
      if (this.objects.has(path)) {
        throw answered('kubernetes.exists', 409);
      }
      object.metadata.uid = `uid-${this.requests.length}`;
      this.objects.set(path, object);
      return object;
    }
    const object = this.objects.get(request.path);
    if (object === undefined) {
      throw answered('kubernetes.not-found', 404);
    }
    if (request.method === 'DELETE') {
      const body = request.body as { preconditions?: { uid?: string } } | undefined;
      if (
        body?.preconditions?.uid !== undefined &&
        body.preconditions.uid !== object.metadata.uid
      ) {
        throw answered('kubernetes.conflict', 409);
      }
      this.objects.delete(request.path);
    } else if (request.method === 'PATCH') {
      merge(object, request.body as JsonObject);
    }
    return object;
  }
}

/** An error as the client throws it for an answer of the server. */
export function answered(code: string, status: number): Error {
  return apiFailure(code, { what: 'it', reason: 'so', server: 'https://fake' }, { status });
}

/** The error of an answer that was lost. */
export function lost(): Error {
  return apiFailure('kubernetes.unknown-outcome', { what: 'it', reason: 'the connection was cut' });
}

/** A watch that gives these events and ends. */
export async function* stream(events: readonly WatchEvent[]): AsyncIterable<WatchEvent> {
  yield* events;
}

/** A signal that nobody aborts. */
export const calm: AbortSignal = new AbortController().signal;

/** An object with the metadata that the API server gives. */
export function object(name: string, rest: Partial<KubeObject> = {}): KubeObject {
  const { metadata, ...own } = rest;
  return {
    ...own,
    metadata: {
      namespace: 'default',
      uid: `uid-of-${name}`,
      resourceVersion: '1',
      ...metadata,
      name,
    },
  };
}

function merge(into: Record<string, unknown>, patch: JsonObject): void {
  for (const [key, value] of Object.entries(patch)) {
    const old = into[key];
    if (isObject(value) && isObject(old)) {
      merge(old, value);
    } else {
      into[key] = value;
    }
  }
}
