import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { HumanError } from '../messages/error.ts';
import type { EventSink, RunEvent } from './events.ts';

/** What the file takes of the system; replaced in tests. */
export interface FileCalls {
  open(path: string): number;
  /** @returns bytes written, which may be fewer than given */
  write(file: number, bytes: Uint8Array, from: number): number;
  truncate(file: number, size: number): void;
  close(file: number): void;
}

const systemCalls: FileCalls = {
  // 'wx': a run's events are never mixed with another's. Readable by the user only.
  open: (path) => openSync(path, 'wx', 0o600),
  write: (file, bytes, from) => writeSync(file, bytes, from),
  truncate: (file, size) => ftruncateSync(file, size),
  close: (file) => closeSync(file),
};

/**
 * The append-only file of a run's events, one JSON object a line. An event is in the file before
 * anyone hears of it. Listeners get events later, in batches, and what they throw is dropped.
 */
export class EventsFile implements EventSink {
  readonly #path: string;
  readonly #calls: FileCalls;
  readonly #file: number;
  readonly #listeners = new Set<(event: RunEvent) => void>();
  #size = 0;
  #broken: HumanError | undefined;
  #closed = false;
  #waiting: RunEvent[] = [];

  /** @throws HumanError `engine.events-open` when the file can't be made or is there already */
  constructor(path: string, calls: FileCalls = systemCalls) {
    this.#path = path;
    this.#calls = calls;
    try {
      this.#file = calls.open(path);
    } catch (error) {
      throw new HumanError(
        'engine.events-open',
        { path, reason: (error as Error).message },
        { cause: error },
      );
    }
  }

  /**
   * @throws HumanError `engine.events-write` when the event could not be written, and for each later
   * one: the file keeps whole events without a gap. Listeners still hear of them.
   */
  append(event: RunEvent): void {
    if (this.#broken === undefined) {
      this.#write(event);
    }
    this.#publish(event);
    if (this.#broken !== undefined) {
      throw this.#broken;
    }
  }

  /** Calls a function with each event from now on. */
  subscribe(listener: (event: RunEvent) => void): Disposable {
    // A function of its own, so that one listener may be given twice.
    const entry = (event: RunEvent) => listener(event);
    this.#listeners.add(entry);
    return { [Symbol.dispose]: () => this.#listeners.delete(entry) };
  }

  /** Gives listeners what they have not heard of yet. */
  flush(): void {
    const events = this.#waiting;
    this.#waiting = [];
    for (const event of events) {
      for (const listener of this.#listeners) {
        try {
          listener(event);
        } catch {
          // A run does not depend on who watches it.
        }
      }
    }
  }

  /** Flushes and closes; may be called again. */
  close(): void {
    this.flush();
    if (!this.#closed) {
      this.#closed = true;
      this.#calls.close(this.#file);
    }
  }

  #write(event: RunEvent): void {
    const bytes = Buffer.from(`${JSON.stringify(event)}\n`, 'utf8');
    let written = 0;
    try {
      while (written < bytes.length) {
        written += this.#calls.write(this.#file, bytes, written);
      }
      this.#size += bytes.length;
    } catch (error) {
      this.#broken = new HumanError(
        'engine.events-write',
        { path: this.#path, reason: (error as Error).message },
        { cause: error },
      );
      this.#dropTornLine(written);
    }
  }

  #dropTornLine(written: number): void {
    try {
      if (written > 0) {
        this.#calls.truncate(this.#file, this.#size);
      }
    } catch {
      // Readers tolerate a torn last line.
    }
  }

  #publish(event: RunEvent): void {
    if (this.#listeners.size === 0) {
      return;
    }
    if (this.#waiting.length === 0) {
      setImmediate(() => this.flush());
    }
    this.#waiting.push(event);
  }
}
