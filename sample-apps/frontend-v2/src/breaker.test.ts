import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptLog } from '../../shared/testing.ts';
import { type Breaker, createBreaker } from './breaker.ts';

const window = 60_000;
const reset = 10_000;

/** A breaker around a call that can be made to fail, with a clock that the test turns. */
function setUp(t: { after(fn: () => void): void; mock: typeof test.mock }) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  const { log, events } = keptLog();
  const backend = { fail: false, asked: 0 };
  const call = async () => {
    backend.asked++;
    if (backend.fail) {
      throw new Error('gone');
    }
    return 'hello';
  };
  const breaker = createBreaker(call, 'sorry', { window, reset }, log);
  t.after(() => breaker.close());
  return { breaker, backend, events, tick: (ms: number) => t.mock.timers.tick(ms) };
}

async function calls(breaker: Breaker, count: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 0; i < count; i++) {
    answers.push(await breaker.call());
  }
  return answers;
}

test('it opens at 8 failures of 10 calls', async (t) => {
  const { breaker, backend, events } = setUp(t);
  assert.deepEqual(await calls(breaker, 2), ['hello', 'hello']);
  backend.fail = true;
  await calls(breaker, 7);
  assert.equal(breaker.state().state, 'closed');
  assert.deepEqual(await calls(breaker, 1), ['sorry']);
  assert.equal(breaker.state().state, 'open');
  assert.equal(events.at(-1), 'breaker-open');
});

test('it stays closed at 7 failures of 10 calls', async (t) => {
  const { breaker, backend, events } = setUp(t);
  await calls(breaker, 3);
  backend.fail = true;
  await calls(breaker, 7);
  assert.equal(breaker.state().state, 'closed');
  assert.ok(!events.includes('breaker-open'));
  assert.deepEqual(breaker.state().stats, {
    fires: 10,
    successes: 3,
    failures: 7,
    rejects: 0,
    fallbacks: 7,
  });
});

test('fewer than 10 calls never open it', async (t) => {
  const { breaker, backend } = setUp(t);
  backend.fail = true;
  assert.deepEqual(await calls(breaker, 9), Array(9).fill('sorry'));
  assert.equal(breaker.state().state, 'closed');
});

test('calls that are older than the window do not count', async (t) => {
  const { breaker, backend, tick } = setUp(t);
  backend.fail = true;
  await calls(breaker, 9);
  tick(window);
  await calls(breaker, 9);
  assert.equal(breaker.state().state, 'closed');
  assert.equal(breaker.state().stats.fires, 9);
});

test('while open it answers without asking', async (t) => {
  const { breaker, backend, events } = setUp(t);
  backend.fail = true;
  await calls(breaker, 10);
  backend.fail = false;
  assert.deepEqual(await calls(breaker, 3), ['sorry', 'sorry', 'sorry']);
  assert.equal(backend.asked, 10);
  assert.equal(events.filter((event) => event === 'breaker-short-circuit').length, 3);
  assert.equal(breaker.state().stats.rejects, 3);
});

test('after the reset one call is let through, and its success closes it', async (t) => {
  const { breaker, backend, events, tick } = setUp(t);
  backend.fail = true;
  await calls(breaker, 10);
  tick(reset - 1);
  assert.equal(breaker.state().state, 'open');
  tick(1);
  assert.equal(breaker.state().state, 'halfOpen');
  backend.fail = false;
  assert.deepEqual(await calls(breaker, 1), ['hello']);
  assert.equal(breaker.state().state, 'closed');
  assert.deepEqual(
    events.filter((event) => event.startsWith('breaker-')),
    ['breaker-open', 'breaker-half-open', 'breaker-close'],
  );
});

test('after the reset one failure opens it again', async (t) => {
  const { breaker, backend, events, tick } = setUp(t);
  backend.fail = true;
  await calls(breaker, 10);
  tick(reset);
  assert.deepEqual(await calls(breaker, 2), ['sorry', 'sorry']);
  assert.equal(backend.asked, 11);
  assert.equal(breaker.state().state, 'open');
  assert.deepEqual(
    events.filter((event) => event.startsWith('breaker-')),
    ['breaker-open', 'breaker-half-open', 'breaker-open', 'breaker-short-circuit'],
  );
});

test('only one of the calls at the same time tries a half-open one', async (t) => {
  const { breaker, backend, tick } = setUp(t);
  backend.fail = true;
  await calls(breaker, 10);
  tick(reset);
  backend.fail = false;
  const answers = await Promise.all([breaker.call(), breaker.call(), breaker.call()]);
  assert.deepEqual(answers, ['hello', 'sorry', 'sorry']);
  assert.equal(backend.asked, 11);
});
