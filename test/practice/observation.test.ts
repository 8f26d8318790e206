import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { RunEvent } from '../../src/engine/events.ts';
import { initialView, reduce } from '../../src/engine/reducer.ts';
import { timeline } from '../../src/engine/timeline.ts';

/** Runs the command line with an environment; gives its exit code and what it printed. */
async function chaosWorkbench(env: NodeJS.ProcessEnv, cwd: string, ...args: string[]) {
  const child = spawn(process.execPath, [resolve('dist', 'cli.js'), ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString('utf8');
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), out: said.out, text: said.out + said.err };
}

test('a run sees the backend go, and says so in its verdict, its record and its report', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'observation-'));
  const state = join(cwd, 'state');
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    LANG: 'C',
    CHAOS_WORKBENCH_STATE: state,
  };
  const cli = (...args: string[]) => chaosWorkbench(env, cwd, ...args);
  t.after(async () => {
    await cli('practice', 'down');
    await rm(cwd, { recursive: true, force: true, maxRetries: 5 });
  });
  const up = await cli('practice', 'up', '--detach');
  assert.equal(up.code, 0, up.text);
  env['KUBECONFIG'] = up.out.trim();
  const deployed = await cli('samples', 'deploy', '--frontend', 'v1');
  assert.equal(deployed.code, 0, deployed.text);
  env['FRONTEND_URL'] = /http:\/\/\S+/.exec(deployed.text)?.[0];

  const { text } = await cli('run', resolve('manifests/experiment.deployment.json'));
  const cause =
    /Service “backend” has had no ready endpoint since \d\d:\d\d:\d\d; the probe failed [\d.]+ s later\./;
  assert.match(text, cause);

  const [id = ''] = await readdir(join(state, 'runs'));
  const folder = join(state, 'runs', id);
  const events = (await readFile(join(folder, 'events.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
  const view = events.reduce(reduce, initialView());
  const { lanes, happenings } = timeline(view, view.mono);
  const told = lanes.map(({ kind, name, levels }) => {
    const [first, last] = [levels[0], levels.at(-1)];
    return `${kind} ${name} ${first?.ready}/${first?.wanted} → ${last?.ready}/${last?.wanted}`;
  });
  assert.deepEqual(told, [
    'Deployment back 2/2 → 0/0',
    'Service backend 2/2 → 0/0',
    'Deployment front 2/2 → 2/2',
  ]);
  const killed = happenings.filter(({ reason }) => reason === 'Killing');
  assert.ok(killed.length > 0, JSON.stringify(view.happenings));
  assert.ok(killed.every(({ name }) => name.startsWith('back-')));
  assert.deepEqual(view.unobserved, []);

  const page = join(cwd, 'page.html');
  const report = await cli('report', join(folder, 'journal.json'), '--output', page);
  assert.equal(report.code, 0, report.text);
  const html = await readFile(page, 'utf8');
  assert.match(html, /Service “backend” has had no ready endpoint since \d\d:\d\d:\d\d UTC/);
  assert.match(html, /Killing {2}Pod default\/back-/);
});
