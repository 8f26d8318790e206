/** Milliseconds in which text is gathered into one message. */
const batch = 50;

/** Characters that wait at most: of a log that comes faster than it can be shown the end counts. */
const most = 500_000;

/** Gathers text, so that a fast log is not a message for each line. */
export class Gathered {
  readonly #tell: (text: string) => void;
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  add(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length > most) {
      this.#waiting = `…\n${this.#waiting.slice(-most / 2)}`;
    }
    this.#timer ??= setTimeout(() => this.flush(), batch);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting !== '') {
      this.#tell(this.#waiting);
      this.#waiting = '';
    }
  }
}
