import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { randomHex } from '../platform/random.ts';
import { LEDGER_VERSION, type LedgerEntry, type LedgerIntent, parseLedger } from './record.ts';

/** Name of the file in a run's folder. */
const fileName = 'ledger.jsonl';

/**
 * What a run did to clusters, on disk. The file appears with the first intent, so that a run which
 * changed nothing leaves none.
 */
export interface Ledger {
  /**
   * Says what is about to happen and returns when that is safe on the disk: a mutation may only
   * begin after it. Gives the id under which the outcome is written.
   * @throws HumanError `kubernetes.ledger` when it can't be written (a full disk, say)
   */
  intent(intent: LedgerIntent): Promise<string>;
  /** It has happened; `uid` is that of a created object. */
  applied(id: string, uid?: string): Promise<void>;
  /** Its answer was lost. */
  unknown(id: string): Promise<void>;
  /** It has not happened. */
  failed(id: string): Promise<void>;
  /** Nothing is left to put back. */
  undone(id: string): Promise<void>;
  /** Waits until all is written. */
  close(): Promise<void>;
}

/** A line that waits to be written. */
interface Waiting {
  text: string;
  done(): void;
  fail(error: unknown): void;
}

/**
 * Opens the ledger of a run.
 * @param folder the run's folder, which must exist
 */
export function openLedger(folder: string): Ledger {
  return new FileLedger(join(folder, fileName));
}

/** Reads the ledger of a run; empty when the run changed nothing. */
export async function readLedger(folder: string): Promise<LedgerEntry[]> {
  try {
    return parseLedger(await readFile(join(folder, fileName), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

class FileLedger implements Ledger {
  readonly #path: string;
  #file: FileHandle | undefined;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  /** An outcome may still come then, of a mutation that was cut off. */
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  async intent(intent: LedgerIntent): Promise<string> {
    const id = randomHex(32);
    await this.#append({ id, state: 'intent', ...(intent as unknown as JsonObject) });
    return id;
  }

  applied(id: string, uid?: string): Promise<void> {
    return this.#append({ id, state: 'applied', ...(uid === undefined ? {} : { uid }) });
  }

  unknown(id: string): Promise<void> {
    return this.#append({ id, state: 'unknown' });
  }

  failed(id: string): Promise<void> {
    return this.#append({ id, state: 'failed' });
  }

  undone(id: string): Promise<void> {
    return this.#append({ id, state: 'undone' });
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#flushing) {
      await this.#flushing;
    }
    await this.#letGo();
  }

  async #letGo(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  #append(record: JsonObject): Promise<void> {
    const text = `${JSON.stringify({ v: LEDGER_VERSION, at: new Date().toISOString(), ...record })}\n`;
    return new Promise((done, fail) => {
      this.#waiting.push({ text, done, fail });
      this.#flushing ??= this.#flush();
    });
  }

  /** Lines that came while the disk was busy share one write and one sync. */
  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        this.#file ??= await openForAppend(this.#path);
        await this.#file.appendFile(batch.map((line) => line.text).join(''));
        await this.#file.datasync();
        for (const line of batch) {
          line.done();
        }
      } catch (cause) {
        const args = { path: this.#path, reason: (cause as Error).message };
        const error = new HumanError('kubernetes.ledger', args, { cause });
        for (const line of batch) {
          line.fail(error);
        }
      }
    }
    if (this.#closed) {
      await this.#letGo().catch(() => undefined);
    }
    this.#flushing = undefined;
  }
}

/** Opens the file; a line that a crash has cut short is ended, so that the next one is readable. */
async function openForAppend(path: string): Promise<FileHandle> {
  const file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  if (size > 0) {
    const last = Buffer.alloc(1);
    await file.read(last, 0, 1, size - 1);
    if (last.toString() !== '\n') {
      await file.appendFile('\n');
    }
  }
  return file;
}
