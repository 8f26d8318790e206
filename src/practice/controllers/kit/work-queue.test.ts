import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../api/status.ts';
import { HandTimers } from '../hand-timers.ts';
import { WorkQueue } from './work-queue.ts';

function bench(reconcile: (key: string) => void, pace?: (key: string) => number) {
  const timers = new HandTimers(0);
  const problems: string[] = [];
  const context = {
    timers,
    now: () => timers.now,
    onProblem: (error: unknown, where: string) => problems.push(`${where}: ${error}`),
  };
  return { timers, problems, queue: new WorkQueue('test', context, reconcile, pace) };
}

test('a key that is added several times is worked on once', () => {
  const seen: string[] = [];
  const { timers, queue } = bench((key) => seen.push(key));
  for (const key of ['a', 'b', 'a', 'a']) {
    queue.add(key);
  }
  timers.settle();
  assert.deepEqual(seen, ['a', 'b']);
});

test('a key that is added while it is worked on comes again', () => {
  const seen: string[] = [];
  const { timers, queue } = bench((key) => {
    if (seen.push(key) === 1) {
      queue.add(key);
    }
  });
  queue.add('a');
  timers.settle();
  assert.deepEqual(seen, ['a', 'a']);
});

test('a failing key is tried again after ever longer waits, and stops no other', () => {
  const seen: [string, number][] = [];
  const { timers, problems, queue } = bench((key) => {
    seen.push([key, timers.now]);
    if (key === 'bad' && seen.filter(([one]) => one === 'bad').length < 4) {
      throw new Error('no');
    }
  });
  queue.add('bad');
  queue.add('good');
  timers.pass(100);
  assert.deepEqual(seen, [
    ['bad', 0],
    ['good', 0],
    ['bad', 5],
    ['bad', 15],
    ['bad', 35],
  ]);
  assert.deepEqual(problems, ['test bad: Error: no']);
});

test('a conflict is no problem to tell of', () => {
  let count = 0;
  const { timers, problems, queue } = bench(() => {
    count += 1;
    if (count === 1) {
      throw new ApiError(409, 'Conflict', 'changed meanwhile');
    }
  });
  queue.add('a');
  timers.pass(10);
  assert.equal(count, 2);
  assert.deepEqual(problems, []);
});

test('of several waits for a key the earliest holds', () => {
  const times: number[] = [];
  const { timers, queue } = bench(() => times.push(timers.now));
  queue.addAfter('a', 500);
  queue.addAfter('a', 200);
  queue.addAfter('a', 900);
  timers.pass(2_000);
  assert.deepEqual(times, [200]);
});

test('a long wait ends when it should, and once, also when the clock jumps', () => {
  const times: number[] = [];
  const { timers, queue } = bench(() => times.push(timers.now));
  queue.addAfter('a', 100_000);
  timers.pass(99_999);
  assert.deepEqual(times, []);
  timers.jump(8 * 3_600_000);
  timers.pass(60_000);
  assert.equal(times.length, 1);
});

test('nothing is worked on after the end', () => {
  const seen: string[] = [];
  const { timers, queue } = bench((key) => seen.push(key));
  queue.add('a');
  queue.addAfter('b', 10);
  queue.close();
  queue.add('c');
  timers.pass(100);
  assert.deepEqual(seen, []);
});

test('a key rests between two looks where a look is costly', () => {
  const times: number[] = [];
  const { timers, queue } = bench(
    () => times.push(timers.now),
    () => 100,
  );
  queue.add('a');
  timers.settle();
  queue.add('a');
  timers.pass(50);
  queue.add('a');
  timers.pass(300);
  assert.deepEqual(times, [0, 100]);
});
