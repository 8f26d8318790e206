import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Debouncer } from './debouncer.ts';

test('it happens once after a quiet moment, per key', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const done: string[] = [];
  const debouncer = new Debouncer<string>(250, (key) => done.push(key));
  debouncer.later('a');
  t.mock.timers.tick(200);
  debouncer.later('a');
  debouncer.later('b');
  t.mock.timers.tick(200);
  assert.deepEqual(done, []);
  t.mock.timers.tick(50);
  assert.deepEqual(done, ['a', 'b']);
});

test('now takes the place of later; what is forgotten or ended does not happen', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const done: string[] = [];
  const debouncer = new Debouncer<string>(250, (key) => done.push(key));
  debouncer.later('a');
  debouncer.now('a');
  debouncer.later('b');
  debouncer.forget('b');
  debouncer.later('c');
  debouncer.dispose();
  t.mock.timers.tick(1000);
  assert.deepEqual(done, ['a']);
});
