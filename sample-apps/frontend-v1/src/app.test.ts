import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { fakeBackend, get, running } from '../../shared/testing.ts';
import { frontend } from './app.ts';

const failed = { status: 500, text: 'The backend did not answer.' };

test("it relays the backend's answer", async (t) => {
  const { url: BACKEND_URL } = await fakeBackend(t);
  const { url } = await running(frontend, { BACKEND_URL }, t);
  assert.deepEqual(await get(url), { status: 200, text: 'answer 1' });
});

test('it fails where the backend fails, and recovers with it', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  const { url, lines } = await running(frontend, { BACKEND_URL }, t);
  answers.fail = true;
  assert.deepEqual(await get(url), failed);
  assert.equal(lines.find(({ event }) => event === 'backend-failed')?.['reason'], 'status 503');
  answers.fail = false;
  assert.equal((await get(url)).status, 200);
});

test('a backend that is gone is a failure', async (t) => {
  const { url: BACKEND_URL, server } = await fakeBackend(t);
  server.close();
  await once(server, 'close');
  const { url, events } = await running(frontend, { BACKEND_URL }, t);
  assert.deepEqual(await get(url), failed);
  assert.ok(events.includes('backend-failed'));
});

test('a backend that stops is not asked through a connection of before', async (t) => {
  const { url: BACKEND_URL, server } = await fakeBackend(t);
  const { url } = await running(frontend, { BACKEND_URL }, t);
  assert.equal((await get(url)).status, 200);
  const closed = once(server, 'close');
  server.close();
  await closed;
  assert.deepEqual(await get(url), failed);
});

test('a backend that never answers is a failure when the time is over', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  answers.listener = () => {};
  const env = { BACKEND_URL, BACKEND_TIMEOUT_MS: '50' };
  const { url, lines } = await running(frontend, env, t);
  assert.deepEqual(await get(url), failed);
  const reason = lines.find(({ event }) => event === 'backend-failed')?.['reason'];
  assert.equal(reason, 'no answer in 50 ms');
});

test('a backend that stops in the middle of its answer is a failure', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  answers.listener = (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half', () => response.destroy());
  };
  const { url } = await running(frontend, { BACKEND_URL }, t);
  assert.deepEqual(await get(url), failed);
});

test('its health is its own, not that of the backend', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  answers.fail = true;
  const { url } = await running(frontend, { BACKEND_URL }, t);
  assert.equal((await get(`${url}/healthz`)).status, 200);
  assert.equal(answers.count, 0);
});
