import assert from 'node:assert/strict';
import { test } from 'node:test';
import { get, running } from '../../shared/testing.ts';
import { backend } from './app.ts';

test('the message says which pod answered', async (t) => {
  const { url } = await running(backend, {}, t);
  assert.deepEqual(await get(`${url}/message`), {
    status: 200,
    text: 'Hello from the backend (pod-1).',
  });
});

test('it says that it is well', async (t) => {
  const { url } = await running(backend, {}, t);
  const { status, text } = await get(`${url}/healthz`);
  assert.deepEqual([status, JSON.parse(text)], [200, { status: 'ok' }]);
});
