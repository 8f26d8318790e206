import { HumanError, isHumanError } from '../messages/error.ts';
import type { MessageArgs } from '../messages/types.ts';

/** The half of a MessagePort or Worker that calls go through. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

type Wire =
  | { t: 'call'; id: number; method: string; params: unknown }
  | { t: 'cancel'; id: number }
  | { t: 'result'; id: number; value: unknown }
  | { t: 'error'; id: number; error: WireError }
  | { t: 'note'; method: string; params: unknown };

interface WireError {
  message: string;
  stack?: string;
  code?: string;
  args?: MessageArgs;
}

type Handlers = Record<string, (params: never, signal: AbortSignal) => unknown>;
type ParamsOf<H, M extends keyof H> = H[M] extends (params: infer P, ...rest: never[]) => unknown
  ? P
  : never;
type ResultOf<H, M extends keyof H> = H[M] extends (...args: never[]) => infer R
  ? Awaited<R>
  : never;

/**
 * Calls across a thread, typed by what each side offers. `Theirs` and `Mine` map a method's name to
 * its handler; notifications use the same maps and ignore the result. Errors keep code and
 * arguments, so a HumanError stays one; an aborted signal cancels the call on the other side.
 */
export class Endpoint<Theirs extends Handlers, Mine extends Handlers> {
  readonly #port: Port;
  readonly #mine: Mine;
  readonly #noteFailed: (error: unknown) => void;
  readonly #waiting = new Map<number, { resolve(v: unknown): void; reject(e: unknown): void }>();
  readonly #running = new Map<number, AbortController>();
  #next = 1;
  #closed: Error | undefined;

  /** @param noteFailed told when the handler of a note threw, as there is nobody to answer */
  constructor(port: Port, mine: Mine, noteFailed: (error: unknown) => void = () => {}) {
    this.#port = port;
    this.#mine = mine;
    this.#noteFailed = noteFailed;
    port.on('message', (message) => this.#receive(message as Wire));
  }

  /** Calls a method of the other side. */
  call<M extends keyof Theirs & string>(
    method: M,
    params: ParamsOf<Theirs, M>,
    signal?: AbortSignal,
  ): Promise<ResultOf<Theirs, M>> {
    if (this.#closed !== undefined) {
      return Promise.reject(this.#closed);
    }
    signal?.throwIfAborted();
    const id = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#send({ t: 'call', id, method, params });
    const cancel = () => this.#send({ t: 'cancel', id });
    signal?.addEventListener('abort', cancel, { once: true });
    return promise.finally(() => signal?.removeEventListener('abort', cancel)) as Promise<
      ResultOf<Theirs, M>
    >;
  }

  /** Tells the other side something; no answer. */
  note<M extends keyof Theirs & string>(method: M, params: ParamsOf<Theirs, M>): void {
    if (this.#closed === undefined) {
      this.#send({ t: 'note', method, params });
    }
  }

  /** Ends it: calls that wait fail with the reason, calls that run here are aborted. */
  close(reason: Error): void {
    this.#closed ??= reason;
    for (const waiting of this.#waiting.values()) {
      waiting.reject(reason);
    }
    this.#waiting.clear();
    for (const controller of this.#running.values()) {
      controller.abort(reason);
    }
    this.#running.clear();
  }

  #send(message: Wire): void {
    this.#port.postMessage(message);
  }

  #receive(message: Wire): void {
    switch (message.t) {
      case 'call':
        void this.#answer(message.id, message.method, message.params);
        break;
      case 'note':
        this.#invoke(message.method, message.params, new AbortController().signal).catch(
          this.#noteFailed,
        );
        break;
      case 'cancel':
        this.#running.get(message.id)?.abort();
        break;
      case 'result':
        this.#waiting.get(message.id)?.resolve(message.value);
        this.#waiting.delete(message.id);
        break;
      case 'error':
        this.#waiting.get(message.id)?.reject(fromWire(message.error));
        this.#waiting.delete(message.id);
        break;
    }
  }

  async #answer(id: number, method: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const value = await this.#invoke(method, params, controller.signal);
      this.#send({ t: 'result', id, value });
    } catch (error) {
      this.#send({ t: 'error', id, error: toWire(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #invoke(method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    const handler = this.#mine[method];
    if (handler === undefined) {
      throw new Error(`no handler for ${method}`);
    }
    return handler(params as never, signal);
  }
}

function toWire(error: unknown): WireError {
  if (isHumanError(error)) {
    return { message: error.message, code: error.code, args: error.args };
  }
  if (error instanceof Error) {
    return { message: error.message, ...(error.stack && { stack: error.stack }) };
  }
  return { message: String(error) };
}

function fromWire(error: WireError): Error {
  if (error.code !== undefined) {
    return new HumanError(error.code, error.args);
  }
  const result = new Error(error.message);
  if (error.stack !== undefined) {
    result.stack = error.stack;
  }
  return result;
}
