import { fstatSync, writeSync } from 'node:fs';

/** A stream of this process that text goes to. */
export interface Output {
  write(text: string): void;
  /** Whether a person looks at it. */
  readonly terminal: boolean;
}

/** What an output takes of the system; replaced in tests. */
export interface OutputCalls {
  /** Bytes written, which may be fewer than given. */
  write(file: number, bytes: Uint8Array): number;
  /** Node's own stream, which waits until there is room. */
  stream(file: 1 | 2): { write(bytes: Uint8Array): unknown };
  isTerminal(file: number): boolean;
}

const systemCalls: OutputCalls = {
  write: writeSync,
  stream: (file) => (file === 1 ? process.stdout : process.stderr),
  isTerminal(file) {
    try {
      return fstatSync(file).isCharacterDevice();
    } catch {
      return false;
    }
  },
};

/**
 * Standard output (1) or error (2), written at once: Node's own streams load its network code first.
 * They take over where it can't be done at once: on Windows, whose console needs its text converted,
 * and for a pipe that is full. When nobody reads any more the text is dropped, and the run goes on.
 */
export function outputOf(file: 1 | 2, os: string, calls: OutputCalls = systemCalls): Output {
  let direct = os !== 'win32';
  return {
    get terminal() {
      return calls.isTerminal(file);
    },
    write(text) {
      let bytes: Uint8Array = Buffer.from(text);
      while (direct && bytes.length > 0) {
        try {
          bytes = bytes.subarray(calls.write(file, bytes));
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code !== 'EAGAIN') {
            return;
          }
          direct = false;
        }
      }
      if (bytes.length > 0) {
        calls.stream(file).write(bytes);
      }
    },
  };
}
