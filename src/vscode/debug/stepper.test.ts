import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Arrival } from '../../engine/gate.ts';
import { Stepper, type Stop, THREADS } from './stepper.ts';

const arrival = (name: string, more: Partial<Arrival> = {}): Arrival => ({
  id: name,
  phase: 'method',
  pointer: `/method/${name}`,
  name,
  kind: 'action',
  background: false,
  ...more,
});
const background = (name: string) => arrival(name, { background: true });
const watched = (name: string) => arrival(name, { phase: 'during', kind: 'probe' });

/** Lets everything that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function stepper({ entry = false, breaks = [] as string[] } = {}) {
  const stops: string[] = [];
  const passed: string[] = [];
  const held: string[] = [];
  const made = new Stepper(
    {
      breaks: async ({ name }) => breaks.includes(name),
      stopped: ({ arrival: { name }, reason }: Stop) => stops.push(`${name} ${reason}`),
      started: () => {},
    },
    entry,
  );
  const signal = new AbortController().signal;
  const arrive = async (at: Arrival, cut = signal) => {
    void made.arrive(at, cut, () => held.push(at.name)).then(() => passed.push(at.name));
    await settled();
  };
  return { made, stops, passed, held, arrive };
}

test('without breakpoints nothing is held', async () => {
  const { stops, passed, arrive } = stepper();
  await arrive(arrival('a'));
  await arrive(background('b'));
  assert.deepEqual([passed, stops], [['a', 'b'], []]);
});

test('a breakpoint stops, a step goes to the next activity, and on it goes', async () => {
  const { made, stops, passed, held, arrive } = stepper({ breaks: ['b'] });
  await arrive(arrival('a'));
  await arrive(arrival('b'));
  assert.deepEqual(held, ['b']);
  assert.deepEqual([passed, stops], [['a'], ['b breakpoint']]);
  made.step(THREADS.experiment);
  await arrive(arrival('c', { phase: 'after' }));
  assert.deepEqual(stops, ['b breakpoint', 'c step']);
  made.continue();
  await arrive(arrival('d', { phase: 'rollbacks' }));
  assert.deepEqual([passed, stops.length], [['a', 'b', 'c', 'd'], 2]);
});

test('a step out goes past the rest of the phase', async () => {
  const { made, stops, passed, arrive } = stepper({ breaks: ['a'] });
  await arrive(arrival('a'));
  made.step(THREADS.experiment, true);
  await arrive(arrival('b'));
  await arrive(arrival('c', { phase: 'after' }));
  assert.deepEqual(
    [passed, stops],
    [
      ['a', 'b'],
      ['a breakpoint', 'c step'],
    ],
  );
});

test('the entry and a pause stop before the next activity', async () => {
  const { made, stops, arrive } = stepper({ entry: true });
  await arrive(arrival('a'));
  made.continue();
  await arrive(arrival('b'));
  made.pause();
  await arrive(arrival('c'));
  assert.deepEqual(stops, ['a entry', 'c pause']);
});

test('while one is stopped no other starts, and steps take them in their order', async () => {
  const { made, stops, passed, arrive } = stepper({ entry: true });
  await arrive(background('load'));
  await arrive(background('more-load'));
  await arrive(arrival('kill'));
  assert.deepEqual([passed, stops], [[], ['load entry', 'more-load held', 'kill held']]);
  made.step(3);
  await settled();
  assert.deepEqual(passed, ['load']);
  assert.equal(stops.at(-1), 'more-load step');
  made.step(4);
  await settled();
  assert.deepEqual(passed, ['load', 'more-load']);
  assert.equal(stops.at(-1), 'kill step');
  made.continue();
  await settled();
  assert.deepEqual(passed, ['load', 'more-load', 'kill']);
});

test('a hypothesis that is watched waits for whom is stopped, and no step ends in it', async () => {
  const { made, stops, passed, arrive } = stepper({ breaks: ['a'] });
  await arrive(arrival('a'));
  await arrive(watched('w1'));
  assert.deepEqual([passed, stops], [[], ['a breakpoint', 'w1 held']]);
  made.step(THREADS.experiment);
  await settled();
  await arrive(watched('w2'));
  assert.deepEqual(passed.toSorted(), ['a', 'w1', 'w2']);
  await arrive(arrival('b'));
  assert.equal(stops.at(-1), 'b step');
});

test('whoever cuts the run or leaves the debugger sets all free', async () => {
  const { made, passed, arrive } = stepper({ breaks: ['a', 'b'] });
  const cut = new AbortController();
  await arrive(arrival('a'), cut.signal);
  cut.abort();
  await settled();
  assert.deepEqual(passed, ['a']);
  assert.equal(made.at(THREADS.experiment), undefined);
  await arrive(arrival('b'));
  made.dispose();
  await settled();
  await arrive(arrival('b'));
  assert.deepEqual(passed, ['a', 'b', 'b']);
});
