import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DisposableStore, MutableDisposable } from './disposable.ts';
import { Emitter } from './emitter.ts';

function counted() {
  return {
    times: 0,
    dispose() {
      this.times += 1;
    },
  };
}

test('a store ends everything once, and at once what comes later', () => {
  const store = new DisposableStore();
  const early = store.add(counted());
  store.dispose();
  store.dispose();
  const late = store.add(counted());
  assert.deepEqual([early.times, late.times], [1, 1]);
});

test('the current one is ended when another takes its place', () => {
  const current = new MutableDisposable<ReturnType<typeof counted>>();
  const first = counted();
  const second = counted();
  current.value = first;
  current.value = second;
  assert.deepEqual([first.times, second.times], [1, 0]);
  current.dispose();
  assert.equal(second.times, 1);
  const late = counted();
  current.value = late;
  assert.equal(late.times, 1);
  assert.equal(current.value, undefined);
});

test('a listener that throws does not keep an event from the others', () => {
  const errors: unknown[] = [];
  const emitter = new Emitter<number>((error) => errors.push(error));
  const heard: number[] = [];
  emitter.event(() => {
    throw new Error('broken');
  });
  const second = emitter.event((value) => heard.push(value));
  emitter.fire(1);
  second.dispose();
  emitter.fire(2);
  assert.deepEqual(heard, [1]);
  assert.equal(errors.length, 2);
});
