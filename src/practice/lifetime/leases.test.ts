import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { test } from 'node:test';
import { type Leases, openLeases } from './leases.ts';

const info = {
  pid: 1,
  version: '1',
  kubeconfig: '/kubeconfig',
  identity: { server: 'https://127.0.0.1:1', ca: 'ca', uid: 'uid' },
};

/** Milliseconds, for a cluster that nobody holds. */
const grace = 20;

async function ask({ port, token }: Leases, want: string) {
  const socket = createConnection({ host: '127.0.0.1', port });
  socket.write(`${JSON.stringify({ token, want })}\n`);
  const [answer] = await once(socket, 'data');
  return { socket, answer: JSON.parse(String(answer)) };
}

test('it is over when nobody comes', async () => {
  const leases = await openLeases(info, grace);
  await leases.over;
  await leases.close();
});

test('it is over when the last one has let go, however that ends', async () => {
  const leases = await openLeases(info, grace);
  const [a, b] = [await ask(leases, 'hold'), await ask(leases, 'hold')];
  assert.deepEqual([a.answer.holders, b.answer.holders], [0, 1]);
  a.socket.resetAndDestroy();
  b.socket.destroy();
  await leases.over;
  await leases.close();
});

test('it goes on while somebody holds it, and tells when it is closed', async () => {
  const leases = await openLeases(info, grace);
  const { socket } = await ask(leases, 'hold');
  const ended = once(socket, 'data');
  const first = await Promise.race([leases.over.then(() => 'over'), once(socket, 'close'), look()]);
  assert.equal(first, 'held');
  await leases.close();
  assert.deepEqual(JSON.parse(String(await ended)), { ended: 'stopped' });

  /** Settles long after the grace of a cluster that nobody holds, by that cluster's own timers. */
  async function look() {
    const other = await openLeases(info, grace);
    await other.over;
    await other.close();
    return 'held';
  }
});

test('one that is kept goes on until it is asked to stop', async () => {
  const leases = await openLeases(info, grace);
  await ask(leases, 'keep');
  const { answer, socket } = await ask(leases, 'stop');
  assert.equal(answer.kept, true);
  await leases.over;
  socket.destroy();
  await leases.close();
});

test('who does not know the token learns nothing', async () => {
  const leases = await openLeases(info, grace);
  for (const line of ['{"token":"x","want":"stop"}', 'GET / HTTP/1.1', 'null']) {
    const socket = createConnection({ host: '127.0.0.1', port: leases.port });
    socket.write(`${line}\n`);
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    await once(socket, 'close');
    assert.equal(said, '');
  }
  await leases.close();
});
