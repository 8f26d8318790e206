import { type FileHandle, open } from 'node:fs/promises';
import { isObject, type JsonObject } from '../experiment/json.ts';
import type { RunFolder } from './run-store.ts';

/** Bytes at the beginning and end of a run's record that are read to tell what it was. */
const headSize = 256 * 1024;
const tailSize = 64 * 1024;

/** Title and source, from the first line of the run's events. */
export interface RunHead {
  /** Empty where the record begins too late, or its first line is too long. */
  title: string;
  source?: string;
  /** Absolute path of the experiment, of one that was a file. */
  file?: string;
  /** ISO 8601. */
  at?: string;
  /** What was left out of a dry run. */
  dry?: string;
}

/** How it ended, from the last line; undefined where its end is not in the record. */
export interface RunTail {
  status: string;
  deviated: boolean;
  /** Seconds. */
  duration: number;
}

/** What the first event of a run tells. */
export async function headOf(folder: RunFolder): Promise<RunHead> {
  return reading(folder, { title: '' }, async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize), 0, headSize, 0);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    const started = lines.map(eventOf).find((event) => event?.['type'] === 'run-started') ?? {};
    const { title, source, file: path, at, dry } = started;
    return {
      title: typeof title === 'string' ? title : '',
      ...(typeof source === 'string' && { source }),
      ...(typeof path === 'string' && { file: path }),
      ...(typeof at === 'string' && { at }),
      ...(typeof dry === 'string' && { dry }),
    };
  });
}

/** What the last event of a run tells, if it is its end. */
export async function tailOf(folder: RunFolder): Promise<RunTail | undefined> {
  return reading(folder, undefined, async (file) => {
    const { size } = await file.stat();
    const from = Math.max(0, size - tailSize);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tailSize), 0, tailSize, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    const ended = lines.findLast((line) => line.includes('"run-ended"'));
    const event = ended === undefined ? undefined : eventOf(ended);
    if (event?.['type'] !== 'run-ended') {
      return undefined;
    }
    return {
      status: String(event['status']),
      deviated: event['deviated'] === true,
      duration: Number(event['duration'] ?? 0),
    };
  });
}

/** A record that is not there, or can't be read, tells nothing; the ledger tells what was done. */
async function reading<T>(
  folder: RunFolder,
  without: T,
  read: (file: FileHandle) => Promise<T>,
): Promise<T> {
  try {
    await using file = await open(folder.file('events'));
    return await read(file);
  } catch {
    return without;
  }
}

function eventOf(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value as never) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
