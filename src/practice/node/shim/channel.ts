import { constants } from 'node:os';
import type { FromPod, Resolution, Route, ToPod } from '../protocol.ts';

/** The connection to the node that started this process. */
export class Channel {
  readonly #send: (message: FromPod) => void;
  readonly #waiting = new Map<number, (answer: Route | Resolution) => void>();
  #last = 0;

  /**
   * Takes the process's channel for itself: the pod's code does not see it. When it closes, the
   * process ends, as a container ends with its node.
   */
  constructor() {
    const send = process.send?.bind(process);
    this.#send = (message) => send?.(message, undefined, {}, () => undefined);
    process.on('message', (message) => this.#receive(message as ToPod));
    process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    process.channel?.unref();
    Object.assign(process, { send: undefined, disconnect: undefined });
  }

  tell(message: FromPod): void {
    this.#send(message);
  }

  /** Where a connection goes. */
  route(host: string, port: number): Promise<Route> {
    return this.#ask((id) => ({ type: 'route', id, host, port })) as Promise<Route>;
  }

  /** What a name stands for. */
  resolve(host: string): Promise<Resolution> {
    return this.#ask((id) => ({ type: 'resolve', id, host })) as Promise<Resolution>;
  }

  /** The process stays while it waits for an answer, and not for the channel alone. */
  #ask(question: (id: number) => FromPod): Promise<Route | Resolution> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      process.channel?.ref();
      this.#send(question(id));
    });
  }

  #receive(message: ToPod): void {
    if (message.type === 'answer') {
      this.#waiting.get(message.id)?.(message.answer);
      this.#waiting.delete(message.id);
      if (this.#waiting.size === 0) {
        process.channel?.unref();
      }
    } else if (message.type === 'signal') {
      if (!process.emit(message.signal)) {
        process.exit(128 + constants.signals[message.signal]);
      }
    }
  }
}
