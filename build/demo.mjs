/**
 * `npm run demo`: the lesson's question on this machine alone. The sample services run as processes
 * on free loopback ports; the experiment ends the backend, once behind the frontend without and once
 * behind the one with a circuit breaker. Exit code 0 when both verdicts are the expected ones.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const experiment = resolve('manifests', 'experiment.local.json');

/** Milliseconds a service may take until it answers. */
const readyLimit = 10_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a sample service and waits until it answers `/healthz`. */
async function start(name, environment) {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('dist', 'samples', `${name}.mjs`)], {
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const limit = AbortSignal.timeout(readyLimit);
  while (
    !(await fetch(`${url}/healthz`, { signal: limit }).then(
      (r) => r.ok,
      () => false,
    ))
  ) {
    limit.throwIfAborted();
    await sleep(50);
  }
  return { child, url };
}

async function end({ child }) {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  }
}

/** Runs the experiment against a frontend; resolves to the exit code. */
async function lesson(version, folder) {
  const backend = await start('backend', {});
  const frontend = await start(`frontend-${version}`, { BACKEND_URL: backend.url });
  try {
    const run = spawn(
      process.execPath,
      [resolve('dist', 'cli.js'), 'run', experiment, '--journal-path', `${version}.json`],
      {
        cwd: folder,
        env: { ...process.env, FRONTEND_URL: frontend.url, BACKEND_PID: String(backend.child.pid) },
        stdio: 'inherit',
      },
    );
    const [code] = await once(run, 'exit');
    return code;
  } finally {
    await Promise.all([end(frontend), end(backend)]);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'chaos-workbench-demo-'));
try {
  console.log('\nA frontend without a circuit breaker, and its backend is ended:\n');
  const without = await lesson('v1', folder);
  console.log('\nThe same with a circuit breaker in the frontend:\n');
  const withBreaker = await lesson('v2', folder);
  const right = without === 1 && withBreaker === 0;
  console.log(
    right
      ? '\nAs expected: deviated without the breaker, completed with it.'
      : `\nNot as expected: exit codes ${without} and ${withBreaker} in place of 1 and 0.`,
  );
  process.exitCode = right ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
