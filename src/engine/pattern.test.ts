import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchPattern, searchPatternInAll } from './pattern.ts';

const never = new AbortController().signal;

test('a pattern is searched for, not matched as a whole', async () => {
  assert.equal(await searchPattern('b+', 'abbc', never), true);
  assert.equal(await searchPattern('^b', 'abbc', never), false);
});

test('places inside a surrogate pair are no places', async () => {
  assert.equal(await searchPattern('(?!😀)$\\b', '😀', never), false);
  assert.equal(await searchPattern('(?<!.)(?!.)', '😀', never), false);
  assert.equal(await searchPattern('\\B', 'a😀', never), true);
  assert.equal(await searchPattern('[😀-😂]a$', '😀a', never), true);
});

test('an invalid pattern is refused', async () => {
  await assert.rejects(searchPattern('(', '', never), { code: 'experiment.pattern-unclosed' });
});

const catastrophic = '(a+)+$';
const hard = `${'a'.repeat(60)}b`;

test('a pattern without end leaves this thread free and ends when aborted', async () => {
  const controller = new AbortController();
  const searching = searchPattern(catastrophic, hard, controller.signal);
  // A timer that fires shows that the thread is free while the search goes on.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const reason = { kind: 'signal', reason: 'received SIGINT' };
  controller.abort(reason);
  await assert.rejects(searching, (error) => error === reason);
});

test('a slow pattern still comes to its end', async () => {
  assert.equal(await searchPattern(catastrophic, `${'a'.repeat(19)}b`, never), false);
});

test('aborted before it starts', async () => {
  await assert.rejects(searchPattern('a', 'a', AbortSignal.abort('r')), (error) => error === 'r');
});

test('many texts are searched at once, each for itself', async () => {
  assert.deepEqual(await searchPatternInAll('^b', ['abc', 'bcd', '', 'b'], never), [
    false,
    true,
    false,
    true,
  ]);
  assert.deepEqual(await searchPatternInAll('^b', [], never), []);
  const reason = new Error('over');
  const ending = searchPatternInAll(catastrophic, ['a', hard], AbortSignal.abort(reason));
  await assert.rejects(ending, (error) => error === reason);
});
