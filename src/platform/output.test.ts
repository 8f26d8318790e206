import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OutputCalls, outputOf } from './output.ts';

/** Calls that keep what is written, and how. */
function kept(write: (bytes: Uint8Array) => number) {
  const parts: Record<'direct' | 'stream', Uint8Array[]> = { direct: [], stream: [] };
  const calls: OutputCalls = {
    write(_file, bytes) {
      const count = write(bytes);
      parts.direct.push(bytes.slice(0, count));
      return count;
    },
    stream: () => ({
      write(bytes) {
        parts.stream.push(bytes.slice());
      },
    }),
    isTerminal: () => false,
  };
  const text = (which: 'direct' | 'stream') => Buffer.concat(parts[which]).toString();
  return { written: () => ({ direct: text('direct'), stream: text('stream') }), calls };
}

const failing = (code: string) => Object.assign(new Error(code), { code });

test('text is written at once, also when it goes in pieces', () => {
  const { written, calls } = kept((bytes) => Math.min(bytes.length, 2));
  outputOf(1, 'linux', calls).write('a “b” c');
  assert.deepEqual(written(), { direct: 'a “b” c', stream: '' });
});

test('a pipe that is full is left to the stream, from there on', () => {
  let room = 3;
  const { written, calls } = kept((bytes) => {
    if (room === 0) {
      throw failing('EAGAIN');
    }
    const count = Math.min(room, bytes.length);
    room -= count;
    return count;
  });
  const output = outputOf(1, 'darwin', calls);
  output.write('abcdef');
  room = 100;
  output.write('ghi');
  assert.deepEqual(written(), { direct: 'abc', stream: 'defghi' });
});

test('the console of Windows gets its text by the stream', () => {
  const { written, calls } = kept((bytes) => bytes.length);
  outputOf(2, 'win32', calls).write('“x”');
  assert.deepEqual(written(), { direct: '', stream: '“x”' });
});

test('a reader that has gone away ends nothing', () => {
  const { written, calls } = kept(() => {
    throw failing('EPIPE');
  });
  outputOf(1, 'linux', calls).write('x');
  assert.deepEqual(written(), { direct: '', stream: '' });
});
