import WebSocket from 'ws';
import { abortError, pause } from './abort.ts';
import type { Endpoint } from './endpoint.ts';
import { type ApiFailure, apiFailure, errorOfAnswer } from './errors.ts';
import { isUnsent, type Transport } from './http.ts';
import { mostPutOff, retryAfter } from './requester.ts';

/** Milliseconds until the connection must stand. */
const connectLimit = 10_000;

/** Bytes in one message; proxies in between refuse very long ones. */
const piece = 32 * 1024;

/** How channels are asked for. */
export interface ChannelsRequest {
  /** With query. */
  path: string;
  /** Those that are understood, best first. */
  protocols: string[];
  /** What it is about, for errors: `pod shop/web-0`. */
  what: string;
  userAgent: string;
  /** Ends the connection too. */
  signal: AbortSignal;
  /** Told each message, from the first one on. */
  onMessage(channel: number, content: Buffer): void;
}

/** A WebSocket whose messages begin with the number of a channel. */
export interface Channels {
  /** The protocol the server has chosen. */
  readonly protocol: string;
  /**
   * How it ended: the words of the side that closed it.
   * @throws HumanError `kubernetes.exec-cut`; the signal's reason
   */
  readonly closed: Promise<string>;
  send(channel: number, content: Uint8Array): void;
  close(): void;
}

/** Where the channels lead. */
export interface Way {
  endpoint: Endpoint;
  transport: Transport;
}

/**
 * Opens channels. A server that is overloaded is asked again, and with renewed credentials once; a
 * connection that breaks is not made again.
 * @throws HumanError of the HTTP answer, `kubernetes.exec-refused` (nothing was begun),
 * `kubernetes.exec-cut` (it may have been); the signal's reason
 */
export async function openChannels(
  { endpoint, transport }: Way,
  request: ChannelsRequest,
): Promise<Channels> {
  const { signal } = request;
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const credential = await endpoint.credentials.current(signal);
    const connection = await transport.connectionOptions(credential);
    try {
      return await once(endpoint, request, connection);
    } catch (error) {
      const { status, after } = error as Refusal;
      if (status === 401 && !renewed) {
        renewed = true;
        if (await endpoint.credentials.renew(credential, signal)) {
          continue;
        }
      }
      if (status !== 429 || attempt >= mostPutOff) {
        throw error;
      }
      await pause(after ?? 1_000, signal);
    }
  }
}

/** An answer that is no connection. */
interface Refusal extends ApiFailure {
  /** Milliseconds the server asked to wait. */
  after?: number | undefined;
}

function once(
  endpoint: Endpoint,
  { path, protocols, what, userAgent, signal, onMessage }: ChannelsRequest,
  { agent, headers }: Awaited<ReturnType<Transport['connectionOptions']>>,
): Promise<Channels> {
  if (signal.aborted) {
    return Promise.reject(abortError(signal));
  }
  const opened = Promise.withResolvers<Channels>();
  const ended = Promise.withResolvers<string>();
  // Who has not got the channels can't wait for their end.
  ended.promise.catch(() => undefined);
  const fail = (error: unknown) => {
    opened.reject(error);
    ended.reject(error);
  };
  const socket = new WebSocket(
    endpoint.server.href.replace(/^http/, 'ws').replace(/\/$/, '') + path,
    protocols,
    {
      agent,
      headers: { ...headers, 'user-agent': userAgent },
      handshakeTimeout: connectLimit,
      perMessageDeflate: false,
    },
  );
  const end = () => {
    socket.terminate();
    fail(abortError(signal));
  };
  signal.addEventListener('abort', end, { once: true });
  socket.on('unexpected-response', (request, response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('close', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const status = response.statusCode ?? 0;
      const error = errorOfAnswer(endpoint, { method: 'GET', path }, status, body);
      fail(Object.assign(error, { after: retryAfter(response) }));
      request.destroy();
    });
  });
  socket.on('open', () =>
    opened.resolve({
      protocol: socket.protocol,
      closed: ended.promise,
      send(channel, content) {
        for (let start = 0; start === 0 || start < content.length; start += piece) {
          socket.send(Buffer.concat([Buffer.of(channel), content.subarray(start, start + piece)]));
        }
      },
      close: () => socket.close(),
    }),
  );
  socket.on('message', (data: Buffer) => onMessage(data[0] ?? 0, data.subarray(1)));
  socket.on('error', (cause) => {
    const code = isUnsent(cause) ? 'kubernetes.exec-refused' : 'kubernetes.exec-cut';
    fail(apiFailure(code, { what, reason: cause.message }, { cause }));
  });
  socket.on('close', (code, said) => {
    signal.removeEventListener('abort', end);
    const reason = said.toString('utf8') || `WebSocket code ${code}`;
    opened.reject(apiFailure('kubernetes.exec-cut', { what, reason }));
    ended.resolve(reason);
  });
  return opened.promise;
}
