import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { settledOrCut, waitFor } from './wait.ts';

const reason = { kind: 'signal', reason: 'received SIGTERM' };

describe('waitFor', () => {
  it('ends when the time is over, or at once when it is cut', async () => {
    const cut = new AbortController();
    assert.equal(await waitFor(1, cut.signal), 'over');
    assert.equal(await waitFor(0, cut.signal), 'over');
    const waiting = waitFor(3_600_000, cut.signal);
    cut.abort();
    assert.equal(await waiting, 'cut');
    assert.equal(await waitFor(0, cut.signal), 'cut');
  });

  it('takes a time that is longer than a timer may be', async () => {
    const cut = new AbortController();
    const waiting = waitFor(2 ** 40, cut.signal);
    // A timer beyond its limit would be over in the next turns of the event loop.
    await waitFor(20, new AbortController().signal);
    cut.abort();
    assert.equal(await waiting, 'cut');
  });
});

describe('settledOrCut', () => {
  it('gives what the work gives, also after the signal when it is done in time', async () => {
    const cut = new AbortController();
    assert.equal(await settledOrCut(Promise.resolve(1), cut.signal), 1);
    await assert.rejects(settledOrCut(Promise.reject(new Error('no')), cut.signal), /no/);
    const { promise, resolve } = Promise.withResolvers<string>();
    const work = settledOrCut(promise, cut.signal);
    cut.abort(reason);
    resolve('done');
    assert.equal(await work, 'done');
  });

  it('leaves work alone that does not end', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const cut = new AbortController();
      const work = settledOrCut(new Promise(() => {}), cut.signal);
      cut.abort(reason);
      mock.timers.tick(1000);
      await assert.rejects(work, (thrown) => thrown === reason);
    } finally {
      mock.timers.reset();
    }
  });
});
