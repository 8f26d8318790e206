import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { HumanError } from '../../../messages/error.ts';
import { openConnection, type Route } from './connect.ts';
import type { HttpRequest } from './request.ts';
import { place } from './url.ts';

/** Bytes of an answer that are taken before it counts as too long. */
const longestAnswer = 64 * 1024 * 1024;

/** What came back, not decoded. */
export interface Answer {
  status: number;
  /** Names and values as they were sent, in order. */
  rawHeaders: string[];
  body: Buffer;
}

/** In which part of an exchange something went wrong. */
export type Stage = 'connect' | 'read' | 'body';

/** An exchange that failed for a reason of the network. */
export class ExchangeFailed extends Error {
  readonly stage: Stage;
  readonly timedOut: boolean;

  constructor(stage: Stage, timedOut: boolean, cause: unknown) {
    super(timedOut ? 'timed out' : reasonOf(cause), { cause });
    this.stage = stage;
    this.timedOut = timedOut;
  }
}

/** With several addresses to try, Node has one error for each and no text of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) {
    return cause.errors.map(reasonOf).join('; ');
  }
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * Sends a request once and reads the whole answer.
 * @throws ExchangeFailed; HumanError `engine.http-too-long`; the signal's reason when it is aborted
 */
export async function exchange(call: HttpRequest, route: Route): Promise<Answer> {
  const state: { stage: Stage; timedOut: boolean } = { stage: 'connect', timedOut: false };
  const end = new AbortController();
  const onAbort = () => end.abort(route.signal.reason);
  route.signal.addEventListener('abort', onAbort, { once: true });
  const clock = new Clock(() => {
    state.timedOut = true;
    end.abort(new Error('timed out'));
  });
  try {
    route.signal.throwIfAborted();
    clock.start(call.timeouts.connect);
    const connection = await openConnection({ ...route, signal: end.signal });
    using _ = { [Symbol.dispose]: () => connection.socket.destroy() };
    state.stage = 'read';
    clock.start(call.timeouts.read);
    const message = await send(call, route, connection, end.signal);
    state.stage = 'body';
    return await readAnswer(message, () => clock.start(call.timeouts.read), end.signal);
  } catch (error) {
    route.signal.throwIfAborted();
    if (error instanceof HumanError) {
      throw error;
    }
    throw new ExchangeFailed(state.stage, state.timedOut, error);
  } finally {
    clock.stop();
    route.signal.removeEventListener('abort', onAbort);
  }
}

/** One timer that is set again and again. */
class Clock {
  readonly #onEnd: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  start(milliseconds: number | undefined): void {
    this.stop();
    if (milliseconds !== undefined) {
      this.#timer = setTimeout(this.#onEnd, milliseconds);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

async function send(
  call: HttpRequest,
  route: Route,
  connection: Awaited<ReturnType<typeof openConnection>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { target } = route;
  const headers = new Map(call.headers);
  if (![...headers.keys()].some((name) => name.toLowerCase() === 'host')) {
    headers.set('Host', place(target));
  }
  if (connection.viaProxy?.authorization !== undefined) {
    headers.set('Proxy-Authorization', connection.viaProxy.authorization);
  }
  const outgoing = request({
    createConnection: () => connection.socket,
    method: call.method,
    path: connection.viaProxy ? `http://${place(target)}${target.path}` : target.path,
    headers: Object.fromEntries(headers),
    setHost: false,
    signal,
  });
  outgoing.end(call.body);
  const [message] = await once(outgoing, 'response', { signal });
  // The message has its own error events once the answer is cut off.
  outgoing.on('error', () => {});
  return message;
}

async function readAnswer(
  message: IncomingMessage,
  onPiece: () => void,
  signal: AbortSignal,
): Promise<Answer> {
  const pieces: Buffer[] = [];
  let length = 0;
  const onAbort = () => message.destroy(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  for await (const piece of message) {
    onPiece();
    length += piece.length;
    if (length > longestAnswer) {
      throw new HumanError('engine.http-too-long', { megabytes: longestAnswer / 1024 / 1024 });
    }
    pieces.push(piece);
  }
  signal.removeEventListener('abort', onAbort);
  return {
    status: message.statusCode ?? 0,
    rawHeaders: message.rawHeaders,
    body: Buffer.concat(pieces),
  };
}
