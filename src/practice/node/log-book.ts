import { StringDecoder } from 'node:string_decoder';
import type { LogLine } from '../api/runtime.ts';

/** Characters that are kept of a container's log; the oldest lines go first. */
const usualLimit = 512 * 1024;

/** Longest line; a longer one is told in parts, as container runtimes do. */
const longestLine = 16 * 1024;

/** What one start of a container has written, in memory. */
export class LogBook {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #listeners = new Set<(line: LogLine | undefined) => void>();
  #lines: LogLine[] = [];
  #first = 0;
  #size = 0;
  #closed = false;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now, limit = usualLimit) {
    this.#now = now;
    this.#limit = limit;
  }

  /** A place to write bytes of one stream to; what lacks its end of line is told at the end. */
  stream(): { write(bytes: Uint8Array): void; end(): void } {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    return {
      write: (bytes) => {
        const lines = (rest + decoder.write(Buffer.from(bytes))).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          this.#tell(line);
        }
        if (rest.length > longestLine) {
          this.#tell(rest);
          rest = '';
        }
      },
      end: () => {
        if (rest !== '') {
          this.#tell(rest);
          rest = '';
        }
      },
    };
  }

  /** What is there, oldest first. */
  lines(): LogLine[] {
    return this.#lines.slice(this.#first);
  }

  /** No more will come: who follows is told. */
  close(): void {
    this.#closed = true;
    for (const listener of this.#listeners) {
      listener(undefined);
    }
    this.#listeners.clear();
  }

  /** What comes from now on, until the log is closed or the signal aborts. */
  follow(signal: AbortSignal): AsyncIterable<LogLine> {
    const waiting: (LogLine | undefined)[] = this.#closed ? [undefined] : [];
    let wake = () => {};
    const listener = (line: LogLine | undefined) => {
      waiting.push(line);
      wake();
    };
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => listener(undefined), { once: true });
    const forget = () => this.#listeners.delete(listener);
    return {
      async *[Symbol.asyncIterator]() {
        try {
          while (!signal.aborted) {
            if (waiting.length === 0) {
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            }
            const line = waiting.shift();
            if (line === undefined) {
              return;
            }
            yield line;
          }
        } finally {
          forget();
        }
      },
    };
  }

  #tell(text: string): void {
    for (let start = 0; start === 0 || start < text.length; start += longestLine) {
      const line = {
        time: new Date(this.#now()).toISOString(),
        text: text.slice(start, start + longestLine),
      };
      this.#lines.push(line);
      this.#size += line.text.length;
      for (const listener of this.#listeners) {
        listener(line);
      }
    }
    this.#forgetOld();
  }

  /** Dropped lines stay in the array until they are half of it: dropping is cheap so. */
  #forgetOld(): void {
    while (this.#size > this.#limit && this.#first < this.#lines.length - 1) {
      this.#size -= this.#lines[this.#first]?.text.length ?? 0;
      this.#first += 1;
    }
    if (this.#first * 2 > this.#lines.length) {
      this.#lines = this.#lines.slice(this.#first);
      this.#first = 0;
    }
  }
}
