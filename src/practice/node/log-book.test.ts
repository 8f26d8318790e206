import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLine } from '../api/runtime.ts';
import { LogBook } from './log-book.ts';

const bytes = (text: string) => Buffer.from(text);
const texts = (log: LogBook) => log.lines().map(({ text }) => text);

async function collected(lines: AsyncIterable<LogLine>): Promise<string[]> {
  const found: string[] = [];
  for await (const { text } of lines) {
    found.push(text);
  }
  return found;
}

test('lines are told when they end, whatever parts they come in', () => {
  const log = new LogBook(() => 0);
  const stream = log.stream();
  const [first, second] = [bytes('one\ntw€').subarray(0, 7), bytes('tw€').subarray(3)];
  stream.write(first);
  assert.deepEqual(texts(log), ['one']);
  stream.write(second);
  stream.end();
  assert.deepEqual(texts(log), ['one', 'tw€']);
  assert.equal(log.lines()[0]?.time, '1970-01-01T00:00:00.000Z');
});

test('the oldest lines go when there are too many', () => {
  const log = new LogBook(() => 0, 30);
  const stream = log.stream();
  for (let number = 10; number < 30; number++) {
    stream.write(bytes(`line ${number}\n`));
  }
  assert.deepEqual(texts(log), ['line 26', 'line 27', 'line 28', 'line 29']);
});

test('a line without an end is told in parts', () => {
  const log = new LogBook(() => 0);
  log.stream().write(bytes('x'.repeat(40_000)));
  assert.deepEqual(
    texts(log).map(({ length }) => length),
    [16_384, 16_384, 7_232],
  );
});

test('who follows gets what comes, until the end', async () => {
  const log = new LogBook(() => 0);
  const stream = log.stream();
  stream.write(bytes('before\n'));
  const following = log.follow(new AbortController().signal);
  stream.write(bytes('after\n'));
  setImmediate(() => {
    stream.write(bytes('late\n'));
    log.close();
  });
  const lines = await collected(following);
  assert.deepEqual(lines, ['after', 'late']);
});

test('who follows is let go when the client leaves', async () => {
  const log = new LogBook(() => 0);
  const stop = new AbortController();
  const all = collected(log.follow(stop.signal));
  setImmediate(() => stop.abort());
  assert.deepEqual(await all, []);
});
