import { applyPatch, type Operation } from 'rfc6902';
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
  /** The server's clock. */
  time = new Date('2026-01-01T00:00:00Z');
  /** Answers access reviews, which are no requests that change anything. */
  allowed: (attributes: JsonObject) => boolean = () => true;
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

  now(): Date {
    return this.time;
  }

  async request<T = Json>(request: ApiRequest, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (request.path.endsWith('/selfsubjectaccessreviews')) {
      const { spec } = request.body as { spec: { resourceAttributes: JsonObject } };
      return { status: { allowed: this.allowed(spec.resourceAttributes) } } as T;
    }
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
    const [field = '', wanted] = String(query?.['fieldSelector'] ?? '').split('=');
    const [label, value] = String(query?.['labelSelector'] ?? '').split('=');
    const items = [...this.objects]
      .filter(([at]) => isIn(at, path))
      .map(([, object]) => object)
      .filter((object) => field === '' || fieldOf(object, field) === wanted)
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
    if (request.path.endsWith('/eviction')) {
      const { deleteOptions } = request.body as { deleteOptions: JsonObject };
      const path = request.path.slice(0, request.path.lastIndexOf('/'));
      this.#answer({ method: 'DELETE', path, body: deleteOptions });
      return { kind: 'Status', metadata: {}, status: 'Success' };
    }
    if (request.method === 'POST') {
      const object = structuredClone(request.body) as unknown as KubeObject;
      const path = `${request.path}/${object.metadata.name}`;
      if (this.objects.has(path)) {
        throw answered('kubernetes.exists', 409);
      }
      object.metadata.uid = `uid-${this.requests.length}`;
      object.metadata.resourceVersion ??= '1';
      this.objects.set(path, object);
      return object;
    }
    const object = this.objects.get(request.path);
    if (object === undefined) {
      throw answered('kubernetes.not-found', 404);
    }
    if (request.method === 'DELETE') {
      const body = request.body as { preconditions?: Partial<KubeObject['metadata']> } | undefined;
      const { uid, resourceVersion } = { ...object.metadata, ...body?.preconditions };
      if (uid !== object.metadata.uid || resourceVersion !== object.metadata.resourceVersion) {
        throw answered('kubernetes.conflict', 409);
      }
      this.objects.delete(request.path);
    } else if (request.contentType === 'application/json-patch+json') {
      const next = structuredClone(object);
      if (applyPatch(next, request.body as unknown as Operation[]).some((error) => error)) {
        throw answered('kubernetes.refused', 422);
      }
      return this.#write(next, request);
    } else if (request.method === 'PATCH') {
      merge(object, request.body as JsonObject);
    } else if (request.method === 'PUT') {
      const next = structuredClone(request.body) as unknown as KubeObject;
      if (next.metadata.resourceVersion !== object.metadata.resourceVersion) {
        throw answered('kubernetes.conflict', 409);
      }
      return this.#write(next, request);
    }
    return object;
  }

  /** Puts a changed object in its place, with what the API server notes in it. */
  #write(object: KubeObject, { path, query }: ApiRequest): KubeObject {
    const { metadata } = object;
    metadata.resourceVersion = String(Number(metadata.resourceVersion) + 1);
    metadata.managedFields = [{ manager: String(query?.['fieldManager'] ?? 'fake') }];
    this.objects.set(path, object);
    return object;
  }
}

/** Whether an object lies in a collection, in one of a namespace or of the whole cluster. */
function isIn(at: string, path: string): boolean {
  const collection = at.slice(0, at.lastIndexOf('/'));
  return collection === path || collection.replace(/\/namespaces\/[^/]+(?=\/)/, '') === path;
}

function fieldOf(object: KubeObject, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], object);
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

/** A node, which lies in no namespace. */
export function node(name: string, labels: Record<string, string> = {}): KubeObject {
  return { metadata: { name, labels, uid: `uid-of-${name}`, resourceVersion: '1' }, spec: {} };
}

function merge(into: Record<string, unknown>, patch: JsonObject): void {
  for (const [key, value] of Object.entries(patch)) {
    const old = into[key];
    if (value === null) {
      delete into[key];
    } else if (isObject(value) && isObject(old)) {
      merge(old, value);
    } else {
      into[key] = value;
    }
  }
}
