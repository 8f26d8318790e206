/** What a shell of lines needs from outside. */
export interface LineShellParts {
  write(text: string): void;
  /** Carries a line out. */
  run(line: string, signal: AbortSignal): Promise<{ output: string; code: number }>;
  /** The words of anything thrown. */
  words(error: unknown): string;
  /** The person wants to leave. */
  exit(): void;
}

const prompt = '$ ';
const keys = { enter: '\r', back: '\u007f', interrupt: '\u0003', end: '\u0004' };
const up = '\u001b[A';
const down = '\u001b[B';

/** A shell for containers without one: a line is edited here, and carried out when it is complete. */
export class LineShell {
  readonly #parts: LineShellParts;
  readonly #history: string[] = [];
  /** Of the history: the line that is shown; its length for the one that is being written. */
  #at = 0;
  #line = '';
  #running: AbortController | undefined;

  constructor(parts: LineShellParts) {
    this.#parts = parts;
  }

  /** @param greeting what a person should know before the first line */
  open(greeting: string): void {
    this.#parts.write(`${greeting.replaceAll('\n', '\r\n')}\r\n${prompt}`);
  }

  /** Ends the line that is carried out. */
  interrupt(): void {
    this.#running?.abort();
  }

  /** Keys, or text that was pasted. */
  input(data: string): void {
    if (this.#running !== undefined) {
      if (data.includes(keys.interrupt)) {
        this.interrupt();
      }
      return;
    }
    if (data === up || data === down) {
      this.#recall(data === up ? -1 : 1);
      return;
    }
    // Other keys that are no characters have no meaning here.
    for (const key of data.startsWith('\u001b') ? '' : data.replaceAll('\n', keys.enter)) {
      this.#key(key);
    }
  }

  #key(key: string): void {
    switch (key) {
      case keys.enter:
        this.#parts.write('\r\n');
        void this.#submit();
        break;
      case keys.back:
        if (this.#line !== '') {
          this.#line = this.#line.slice(0, -1);
          this.#parts.write('\b \b');
        }
        break;
      case keys.interrupt:
        this.#line = '';
        this.#parts.write(`^C\r\n${prompt}`);
        break;
      case keys.end:
        if (this.#line === '') {
          this.#parts.exit();
        }
        break;
      default:
        if (key >= ' ') {
          this.#line += key;
          this.#parts.write(key);
        }
    }
  }

  #recall(step: number): void {
    const at = Math.min(this.#history.length, Math.max(0, this.#at + step));
    this.#at = at;
    this.#line = this.#history[at] ?? '';
    this.#parts.write(`\r\u001b[K${prompt}${this.#line}`);
  }

  async #submit(): Promise<void> {
    const line = this.#line.trim();
    this.#line = '';
    if (line === 'exit') {
      this.#parts.exit();
      return;
    }
    if (line !== '') {
      this.#history.push(line);
      await this.#run(line);
    }
    this.#at = this.#history.length;
    this.#parts.write(prompt);
  }

  async #run(line: string): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      const { output, code } = await this.#parts.run(line, controller.signal);
      const ended = output === '' || output.endsWith('\n') ? output : `${output}\n`;
      this.#parts.write(ended.replaceAll('\n', '\r\n'));
      if (code !== 0 && output === '') {
        this.#parts.write(`exit code ${code}\r\n`);
      }
    } catch (error) {
      this.#parts.write(controller.signal.aborted ? '^C\r\n' : `${this.#parts.words(error)}\r\n`);
    } finally {
      this.#running = undefined;
    }
  }
}
