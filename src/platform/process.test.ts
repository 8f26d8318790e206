import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { nodePlatform } from './platform.ts';
import { runProcess } from './process.ts';

const platform = nodePlatform();

function call(
  script: string,
  more: { limit?: number; timeout?: number; signal?: AbortSignal } = {},
) {
  return runProcess(platform, {
    file: process.execPath,
    args: ['-e', script],
    cwd: process.cwd(),
    environment: process.env,
    signal: new AbortController().signal,
    limit: 1000,
    ...more,
  });
}

test('both outputs and the exit code', async () => {
  const result = await call('console.log("out"); console.error("err"); process.exitCode = 3');
  assert.equal(result.status, 3);
  assert.equal(Buffer.from(result.stdout).toString(), 'out\n');
  assert.equal(Buffer.from(result.stderr).toString(), 'err\n');
  assert.equal(result.cut, false);
  assert.equal(result.timedOut, false);
});

test('an output beyond the limit is read and dropped', async () => {
  const result = await call('process.stdout.write("x".repeat(300000))', { limit: 10 });
  assert.equal(result.status, 0);
  assert.equal(Buffer.from(result.stdout).toString(), 'xxxxxxxxxx');
  assert.equal(result.cut, true);
});

test('a program that can not be started rejects', async () => {
  await assert.rejects(
    runProcess(platform, {
      file: '/no/such/program',
      args: [],
      cwd: process.cwd(),
      environment: {},
      signal: new AbortController().signal,
      limit: 10,
    }),
    { code: 'ENOENT' },
  );
});

/**
 * A program whose child does not end when asked to; both connect to the test, and their connections
 * close when they die.
 */
async function stubbornTree() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connect = `require('node:net').connect(${port}, 'localhost').on('error', () => {})`;
  const child = `process.on('SIGTERM', () => {}); ${connect}`;
  const script = `require('node:child_process')
    .spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); ${connect}`;
  const sockets: Socket[] = [];
  const bothConnected = new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      socket.on('error', () => {}).resume();
      if (sockets.push(socket) === 2) {
        resolve();
      }
    });
  });
  return {
    script,
    bothConnected,
    async bothGone() {
      await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')));
      server.close();
    },
  };
}

test('aborting ends the program and what it started, and rejects with the reason', async () => {
  const tree = await stubbornTree();
  const controller = new AbortController();
  const running = call(tree.script, { signal: controller.signal });
  await tree.bothConnected;
  const reason = { kind: 'signal', reason: 'received SIGINT' };
  controller.abort(reason);
  await assert.rejects(running, (error) => error === reason);
  await tree.bothGone();
});

test('a time limit ends the program', async () => {
  const result = await call('setInterval(() => {}, 1000)', { timeout: 50 });
  assert.equal(result.timedOut, true);
});

test('what was aborted before is not started', async () => {
  await assert.rejects(
    call('', { signal: AbortSignal.abort('reason') }),
    (error) => error === 'reason',
  );
});
