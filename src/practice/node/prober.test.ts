import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prober } from './prober.ts';
import type { Probe } from './spec.ts';

const probe: Probe = {
  periodSeconds: 1,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 2,
};

/** Runs a prober over answers; a number is what the machine sleeps for before it fails. */
async function results(answers: (boolean | number)[]): Promise<string[]> {
  const told: string[] = [];
  const stop = new AbortController();
  const now = Date.now;
  let skipped = 0;
  Date.now = () => now() + skipped;
  const prober = new Prober(
    { ...probe, periodSeconds: 0 },
    {
      async ask() {
        const answer = answers.shift();
        if (answers.length === 0) {
          setImmediate(() => stop.abort());
        }
        skipped += typeof answer === 'number' ? answer : 0;
        return { ok: answer === true, text: 'no' };
      },
      onFailure: (text) => told.push(text),
      onResult: (ok) => told.push(ok ? 'well' : 'unwell'),
    },
  );
  prober.hurry();
  await prober.run(stop.signal);
  Date.now = now;
  return told;
}

test('as many bad answers in a row as wanted count', async () => {
  assert.deepEqual(await results([false, true, false, false, true]), [
    ...['no', 'well', 'no', 'no', 'unwell', 'well'],
  ]);
});

test('an answer that came late because the machine slept does not count', async () => {
  assert.deepEqual(await results([true, 3_600_000, 3_600_000, 3_600_000, true]), ['well', 'well']);
});
