import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeBackend, get, running } from '../../shared/testing.ts';
import { frontend } from './app.ts';

const sorry = { status: 200, text: "Sorry...I'm frontend." };

async function breakerOf(url: string) {
  return JSON.parse((await get(`${url}/healthz`)).text).breaker;
}

test("it relays the backend's answer", async (t) => {
  const { url: BACKEND_URL } = await fakeBackend(t);
  const { url } = await running(frontend, { BACKEND_URL }, t);
  assert.deepEqual(await get(url), { status: 200, text: 'answer 1' });
});

test('it answers in the absence of the backend, at once from the first failure on', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  answers.fail = true;
  const { url, events } = await running(frontend, { BACKEND_URL }, t);
  assert.deepEqual(await get(url), sorry);
  assert.ok(events.includes('backend-failed'));
});

test('its health shows the breaker, which opens and then spares the backend', async (t) => {
  const { url: BACKEND_URL, answers } = await fakeBackend(t);
  answers.fail = true;
  const { url } = await running(frontend, { BACKEND_URL }, t);
  const before = await breakerOf(url);
  assert.deepEqual([before.name, before.state, before.stats.fires], ['frontbreaker', 'closed', 0]);
  for (let i = 0; i < 12; i++) {
    assert.deepEqual(await get(url), sorry);
  }
  assert.equal(answers.count, 10);
  const after = await breakerOf(url);
  assert.equal(after.state, 'open');
  assert.deepEqual(after.stats, {
    fires: 12,
    successes: 0,
    failures: 10,
    rejects: 2,
    fallbacks: 12,
  });
});

test('a wrong setting of the breaker is named', () => {
  assert.throws(
    () =>
      frontend({
        env: { BREAKER_RESET_MS: 'soon' },
        pod: 'pod-1',
        log: { info() {}, warn() {}, error() {} },
      }),
    { name: 'ConfigError', message: /^BREAKER_RESET_MS is “soon”/ },
  );
});
