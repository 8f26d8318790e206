import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Lanes } from './lanes.ts';

test('eight are inside at a time, in the order in which they came', async () => {
  const lanes = new Lanes();
  const begun: number[] = [];
  const gates = Array.from({ length: 10 }, () => Promise.withResolvers<void>());
  const all = gates.map((gate, index) =>
    lanes.inside(() => {
      begun.push(index);
      return gate.promise;
    }),
  );
  await turn();
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7]);
  gates[3]?.resolve();
  await turn();
  assert.deepEqual(begun.slice(8), [8]);
  for (const { resolve } of gates) {
    resolve();
  }
  await Promise.all(all);
  assert.equal(begun.length, 10);
});

test('who is outside leaves its lane to others, and waits for one to come back', async () => {
  const lanes = new Lanes();
  const away = Promise.withResolvers<void>();
  const busy = Promise.withResolvers<void>();
  let back = 0;
  const leaving = Array.from({ length: 8 }, () =>
    lanes.inside(async () => {
      await lanes.outside(() => away.promise);
      back += 1;
    }),
  );
  const others = Array.from({ length: 8 }, () => lanes.inside(() => busy.promise));
  away.resolve();
  await turn();
  assert.equal(back, 0);
  busy.resolve();
  await Promise.all([...leaving, ...others]);
  assert.equal(back, 8);
});

test('a failure frees its lane', async () => {
  const lanes = new Lanes();
  const failing = Array.from({ length: 20 }, () =>
    lanes.inside(() => lanes.outside(() => Promise.reject(new Error('no')))),
  );
  const ends = await Promise.allSettled(failing);
  assert.ok(ends.every(({ status }) => status === 'rejected'));
  assert.equal(await lanes.inside(async () => 'free'), 'free');
});
