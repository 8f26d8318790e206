import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip as gunzipCallback } from 'node:zlib';
import { abortError, pause } from './abort.ts';
import type { Credential } from './auth/credentials.ts';
import type { Endpoint, Limits } from './endpoint.ts';
import {
  type ApiFailure,
  apiFailure,
  describeRequest,
  errorOfAnswer,
  serverName,
} from './errors.ts';
import { failure, type HttpRequest, type Transport, transportFailure } from './http.ts';
import type { ApiRequest } from './objects.ts';

const gunzip = promisify(gunzipCallback);

/** Names under which changes are recorded by the server. */
export interface Caller {
  /** User-Agent, such as `chaos-workbench/0.1.0 (run abc)`. */
  userAgent: string;
  /** `fieldManager` of what is written. */
  fieldManager: string;
}

/** Most attempts of a request that the server puts off. */
export const mostPutOff = 10;

/** Most attempts of any other. */
const mostAttempts = 5;

/**
 * Sends requests of the API and repeats them where that does no harm:
 *
 * - 401: once, after renewing the credentials;
 * - 429 of the server's overload: after Retry-After (an eviction's own 429 is the caller's);
 * - no connection (nothing was sent): any request;
 * - a lost answer, 500 and above: only what is repeatable; all else throws
 *   `kubernetes.unknown-outcome`.
 */
export class Requester {
  readonly #endpoint: Endpoint;
  readonly #transport: Transport;
  readonly #limits: Limits;
  readonly #caller: Caller;
  #ahead = 0;

  constructor(endpoint: Endpoint, transport: Transport, limits: Limits, caller: Caller) {
    this.#endpoint = endpoint;
    this.#transport = transport;
    this.#limits = limits;
    this.#caller = caller;
  }

  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  /** Milliseconds by which the server's clock is ahead of this machine's, to the second. */
  get ahead(): number {
    return this.#ahead;
  }

  get caller(): Caller {
    return this.#caller;
  }

  /** The answer's text. */
  async send(request: ApiRequest, signal: AbortSignal): Promise<string> {
    const head = this.head(request);
    const repeatable = request.repeatable ?? request.method === 'GET';
    const until = performance.now() + this.#limits.total;
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const again = await this.#attempt(request, head, signal, { repeatable, renewed });
      if (typeof again === 'string') {
        return again;
      }
      renewed ||= again.renewed;
      const most = again.putOff ? mostPutOff : mostAttempts;
      const wait = again.after ?? this.#backoff(attempt);
      if (attempt >= most || performance.now() + wait > until) {
        throw again.error;
      }
      await pause(wait, signal);
    }
  }

  /** The answer's head of a stream (watch), the body still to be read; one renewal, no other retry. */
  async open(request: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const head = this.head(request);
    for (let renewed = false; ; renewed = true) {
      const credential = await this.#endpoint.credentials.current(signal);
      const response = await this.#head(request, head, credential, signal);
      const status = response.statusCode ?? 0;
      if (status < 400) {
        return response;
      }
      const error = errorOfAnswer(
        this.#endpoint,
        request,
        status,
        await this.#body(response, signal),
      );
      if (
        status !== 401 ||
        renewed ||
        !(await this.#endpoint.credentials.renew(credential, signal))
      ) {
        throw error;
      }
    }
  }

  /** A stream may be silent, but its head must come as soon as any answer. */
  async #head(
    request: ApiRequest,
    head: HttpRequest,
    credential: Credential,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Slow()), this.#limits.answer);
    try {
      return await this.#send(head, credential, AbortSignal.any([signal, limit.signal]));
    } catch (error) {
      throw signal.aborted ? abortError(signal) : this.#lost(request, error, true);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Path, headers and body of a request. */
  head(request: ApiRequest): HttpRequest {
    const query = new URLSearchParams();
    const writes = ['POST', 'PUT', 'PATCH'].includes(request.method);
    const all = { ...(writes && { fieldManager: this.#caller.fieldManager }), ...request.query };
    for (const [name, value] of Object.entries(all)) {
      if (value !== undefined) {
        query.set(name, String(value));
      }
    }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const text = query.toString();
    return {
      method: request.method,
      path: text === '' ? request.path : `${request.path}?${text}`,
      headers: {
        accept: request.accept ?? 'application/json',
        'user-agent': this.#caller.userAgent,
        ...(this.#endpoint.compress && { 'accept-encoding': 'gzip' }),
        ...(body !== undefined && {
          'content-type': request.contentType ?? 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        }),
      },
      ...(body !== undefined && { body }),
    };
  }

  async #send(head: HttpRequest, credential: Credential, signal: AbortSignal) {
    const response = await this.#transport.send(head, credential, signal);
    const date = Date.parse(response.headers.date ?? '');
    if (!Number.isNaN(date)) {
      this.#ahead = date - Date.now();
    }
    return response;
  }

  async #attempt(
    request: ApiRequest,
    head: HttpRequest,
    signal: AbortSignal,
    state: { repeatable: boolean; renewed: boolean },
  ): Promise<string | Again> {
    const credential = await this.#endpoint.credentials.current(signal);
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new Slow()), this.#limits.answer);
    try {
      const bounded = AbortSignal.any([signal, limit.signal]);
      const response = await this.#send(head, credential, bounded);
      const body = await this.#body(response, bounded);
      const status = response.statusCode ?? 0;
      if (status < 400) {
        return body;
      }
      const error = errorOfAnswer(this.#endpoint, request, status, body);
      if (status === 401 && !state.renewed) {
        if (await this.#endpoint.credentials.renew(credential, signal)) {
          return { error, after: 0, renewed: true, putOff: false };
        }
      }
      if (status === 429 && error.code !== 'kubernetes.disruption-budget') {
        const after = retryAfter(response);
        return { error, ...(after !== undefined && { after }), renewed: false, putOff: true };
      }
      if (status >= 500) {
        if (!state.repeatable) {
          throw this.#unknown(request, error.message, error);
        }
        const after = retryAfter(response);
        return { error, ...(after !== undefined && { after }), renewed: false, putOff: false };
      }
      throw error;
    } catch (error) {
      if (signal.aborted) {
        throw abortError(signal);
      }
      const lost = error instanceof Slow ? error : transportFailure(error);
      if (lost === undefined) {
        throw error;
      }
      const told = this.#lost(request, error, state.repeatable);
      const again = !(lost instanceof Slow) && (lost.kind === 'connect' || lost.kind === 'cut');
      if (!again || told.code === 'kubernetes.unknown-outcome') {
        throw told;
      }
      return { error: told, renewed: false, putOff: false };
    } finally {
      clearTimeout(timer);
    }
  }

  /** The error of an answer that did not come. */
  #lost(request: ApiRequest, error: unknown, repeatable: boolean): ApiFailure {
    const server = serverName(this.#endpoint);
    const what = describeRequest(request);
    if (error instanceof Slow) {
      const seconds = this.#limits.answer / 1000;
      return repeatable
        ? apiFailure('kubernetes.no-answer', { server, what, seconds })
        : this.#unknown(request, `no answer within ${seconds} s`, error);
    }
    const lost = transportFailure(error);
    if (lost === undefined) {
      throw error;
    }
    const { reason, cause } = lost;
    if (lost.at === 'sent' && !repeatable) {
      return this.#unknown(request, reason, cause);
    }
    if (lost.at === 'unsent' && lost.kind !== 'tls' && this.#endpoint.proxy !== undefined) {
      const proxy = withoutPassword(this.#endpoint.proxy);
      return apiFailure('kubernetes.proxy', { server, proxy, reason }, { cause });
    }
    if (lost.kind === 'tls') {
      return apiFailure('kubernetes.tls', { server, reason }, { cause });
    }
    return lost.at === 'sent'
      ? apiFailure('kubernetes.cut', { server, what, reason }, { cause })
      : apiFailure('kubernetes.unreachable', { server, reason }, { cause });
  }

  #unknown(request: ApiRequest, reason: string, cause: unknown): ApiFailure {
    const what = describeRequest(request);
    return apiFailure('kubernetes.unknown-outcome', { what, reason }, { cause });
  }

  async #body(response: IncomingMessage, signal: AbortSignal): Promise<string> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      const whole = Buffer.concat(chunks);
      const zipped = response.headers['content-encoding'] === 'gzip';
      return (zipped ? await gunzip(whole) : whole).toString('utf8');
    } catch (cause) {
      if (signal.aborted) {
        throw abortError(signal);
      }
      throw failure({ at: 'sent', kind: 'cut', reason: 'the connection was cut', cause });
    }
  }

  #backoff(attempt: number): number {
    return this.#limits.backoff * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  }
}

interface Again {
  error: ApiFailure;
  /** Milliseconds the server asked to wait. */
  after?: number;
  renewed: boolean;
  putOff: boolean;
}

/** Why an attempt was ended by its own time limit. */
class Slow extends Error {}

/** Milliseconds that an answer asks to wait, 30 s at most. */
export function retryAfter(response: IncomingMessage): number | undefined {
  const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 30) * 1000 : undefined;
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}
