import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { RunEvent } from './events.ts';
import { EventsFile, type FileCalls } from './events-file.ts';

const event = (seq: number, text = 'line'): RunEvent => ({
  v: 1,
  seq,
  run: 'r',
  at: '2026-01-01T00:00:00.000000',
  mono: seq,
  type: 'log',
  level: 'INFO',
  text,
});

describe('EventsFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'events-'));
    path = join(folder, 'events.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const written = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RunEvent);

  it('has an event in the file when append returns', () => {
    const file = new EventsFile(path);
    file.append(event(1, 'a\u2028b'));
    assert.deepEqual(written(), [event(1, 'a\u2028b')]);
    file.append(event(2));
    assert.deepEqual(written(), [event(1, 'a\u2028b'), event(2)]);
    file.close();
  });

  it('refuses a file that is there, and a folder that is not', () => {
    writeFileSync(path, '');
    assert.throws(() => new EventsFile(path), { code: 'engine.events-open' });
    assert.throws(() => new EventsFile(join(folder, 'no', 'x')), { code: 'engine.events-open' });
  });

  it('can be read by the user only, where there are modes', {
    skip: process.platform === 'win32',
  }, () => {
    new EventsFile(path).close();
    assert.equal(statSync(path).mode & 0o077, 0);
  });

  it('tells listeners in order, later, whatever one of them throws', async () => {
    const file = new EventsFile(path);
    const seen: number[] = [];
    file.subscribe(() => {
      throw new Error('broken listener');
    });
    const done = new Promise<void>((resolve) => {
      file.subscribe(({ seq }) => {
        seen.push(seq);
        if (seq === 2) {
          resolve();
        }
      });
    });
    file.append(event(1));
    file.append(event(2));
    assert.deepEqual(seen, []);
    await done;
    assert.deepEqual(seen, [1, 2]);
    file.close();
  });

  it('tells a listener nothing once it is disposed', () => {
    const file = new EventsFile(path);
    const seen: number[] = [];
    const listening = file.subscribe(({ seq }) => seen.push(seq));
    file.append(event(1));
    file.flush();
    listening[Symbol.dispose]();
    file.append(event(2));
    file.close();
    assert.deepEqual(seen, [1]);
  });

  it('tells the rest when it is closed, and may be closed again', () => {
    const file = new EventsFile(path);
    const seen: number[] = [];
    file.subscribe(({ seq }) => seen.push(seq));
    file.append(event(1));
    file.close();
    file.close();
    assert.deepEqual(seen, [1]);
  });

  describe('on a full disk', () => {
    /** Takes some bytes at a time, and none beyond a size. */
    function disk(capacity: number, step: number): FileCalls & { content(): string } {
      let bytes = Buffer.alloc(0);
      return {
        open: () => 1,
        write(_file, data, from) {
          const room = Math.min(step, data.length - from, capacity - bytes.length);
          if (room === 0) {
            throw new Error('ENOSPC: no space left on device');
          }
          bytes = Buffer.concat([bytes, data.subarray(from, from + room)]);
          return room;
        },
        truncate: (_file, size) => {
          bytes = bytes.subarray(0, size);
        },
        close: () => {},
        content: () => bytes.toString('utf8'),
      };
    }

    it('writes what the system takes in parts', () => {
      const calls = disk(10_000, 7);
      new EventsFile(path, calls).append(event(1));
      assert.deepEqual(JSON.parse(calls.content()), event(1));
    });

    it('throws, keeps what is whole, and still tells listeners', () => {
      const line = `${JSON.stringify(event(1))}\n`;
      const calls = disk(line.length + 10, 1000);
      const file = new EventsFile(path, calls);
      const seen: number[] = [];
      file.subscribe(({ seq }) => seen.push(seq));
      file.append(event(1));
      const full = { code: 'engine.events-write' };
      assert.throws(() => file.append(event(2)), full);
      assert.throws(() => file.append(event(3)), full);
      file.close();
      assert.equal(calls.content(), line);
      assert.deepEqual(seen, [1, 2, 3]);
    });
  });
});
