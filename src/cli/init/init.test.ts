import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { bench, experiment } from '../testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

/** `init` with answers, one a line. */
async function init(cwd: string, answers: string[], ...args: string[]) {
  const child = spawn(process.execPath, [resolve('src/cli.ts'), 'init', ...args], {
    cwd,
    env: { ...process.env, HOME: cwd, USERPROFILE: cwd, LANG: 'C' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(answers.map((line) => `${line}\n`).join(''));
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: code as number };
}

test('without a discovery an experiment is made of what is built in, and it is valid', async () => {
  const cwd = await place(experiment());
  const path = 'new.yaml';
  const found = await init(
    cwd,
    // An activity may be chosen by its name.
    [
      'lose a pod',
      'y',
      'all is there',
      'deployment_is_fully_available',
      'y',
      'true',
      'front',
      '',
      '',
      '',
      'n',
    ].concat(['y', 'scale_deployment', 'y', 'front', 'none', '0', '', 'n', 'n']),
    '--experiment-path',
    path,
  );
  assert.equal(found.code, 0, found.err + found.out);
  assert.match(found.out, /There is no discovery in discovery\.json/);
  assert.match(found.out, /That is no integer\./);
  const text = await readFile(join(cwd, path), 'utf8');
  assert.match(text, /^title: lose a pod$/m);
  assert.match(text, /tolerance: true/);
  assert.match(text, /replicas: 0/);
  const { code, err } = await chaos(cwd, 'validate', path);
  assert.equal(code, 0, err);
});

test('when the answers end, nothing is written', async () => {
  const cwd = await place(experiment());
  const path = 'new.json';
  const { code, err } = await init(cwd, ['title', 'y'], '--experiment-path', path);
  assert.equal(code, 1);
  assert.match(err, /Stopped: no experiment was written/);
  assert.equal(existsSync(join(cwd, path)), false);
});

test('a discovery that can’t be read is told', async () => {
  const cwd = await place(experiment());
  await writeFile(join(cwd, 'discovery.json'), '{"activities": 5}');
  const { code, err } = await init(cwd, []);
  assert.equal(code, 1);
  assert.match(err, /discovery\.json can’t be read.*discover/);
});
