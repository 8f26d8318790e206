import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { HumanError, isHumanError } from '../messages/error.ts';
import { Endpoint } from './rpc.ts';

type There = {
  add: (params: { a: number; b: number }) => number;
  refuse: () => never;
  wait: (params: null, signal: AbortSignal) => Promise<string>;
};
type Here = { told: (params: string) => void };

function pair(told: (text: string) => void, noteFailed?: (error: unknown) => void) {
  const { port1, port2 } = new MessageChannel();
  const there = new Endpoint<Here, There>(port2, {
    add: ({ a, b }) => a + b,
    refuse: () => {
      throw new HumanError('editor.no-run');
    },
    wait: async (_params, signal) => {
      await once(signal, 'abort');
      return 'cancelled';
    },
  });
  const here = new Endpoint<There, Here>(port1, { told }, noteFailed);
  return { here, there, close: () => port1.close() };
}

test('a call is answered with the other side’s value', async (t) => {
  const { here, close } = pair(() => {});
  t.after(close);
  assert.equal(await here.call('add', { a: 2, b: 3 }), 5);
});

test('an error keeps its code over the thread', async (t) => {
  const { here, close } = pair(() => {});
  t.after(close);
  await assert.rejects(
    here.call('refuse', undefined as never),
    (error) => isHumanError(error) && error.code === 'editor.no-run',
  );
});

test('an aborted signal cancels the call over there', async (t) => {
  const { here, close } = pair(() => {});
  t.after(close);
  const controller = new AbortController();
  const answer = here.call('wait', null, controller.signal);
  controller.abort();
  assert.equal(await answer, 'cancelled');
});

test('closing fails the calls that wait, and later ones', async (t) => {
  const { here, close } = pair(() => {});
  t.after(close);
  const answer = here.call('wait', null);
  here.close(new HumanError('editor.worker-gone', { reason: 'test' }));
  await assert.rejects(answer, { code: 'editor.worker-gone' });
  await assert.rejects(here.call('add', { a: 1, b: 1 }), { code: 'editor.worker-gone' });
});

test('a note reaches its handler; a handler that throws is told about', async (t) => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const failure = Promise.withResolvers<unknown>();
  const { there, close } = pair((text) => {
    resolve(text);
    throw new Error('broken handler');
  }, failure.resolve);
  t.after(close);
  there.note('told', 'hello');
  assert.equal(await promise, 'hello');
  assert.match(String(await failure.promise), /broken handler/);
});
