import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bench, experiment } from './testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

const text = `# who may load experiments
auths:
  localhost:8080: {type: bearer, value: abc} # from the vault
runtime:
  rollbacks:
    strategy: always
`;

async function placed(): Promise<string> {
  const cwd = await place(experiment());
  await writeFile(join(cwd, 'settings.yaml'), text);
  return cwd;
}

const settings = (cwd: string, ...args: string[]) =>
  chaos(cwd, '--settings', 'settings.yaml', 'settings', ...args);

test('an entry is changed and taken out, and the comments stay', async () => {
  const cwd = await placed();
  assert.equal((await settings(cwd, 'set', 'runtime.rollbacks.strategy', '"never"')).code, 0);
  assert.equal((await settings(cwd, 'remove', 'auths.localhost:8080.value')).code, 0);
  const changed = await readFile(join(cwd, 'settings.yaml'), 'utf8');
  assert.equal(
    changed,
    text.replace('always', 'never').replace('{type: bearer, value: abc}', '{ type: bearer }'),
  );
});

test('a file that is not there is named, with what to do', async () => {
  const cwd = await place(experiment());
  const { code, err } = await settings(cwd, 'show');
  assert.equal(code, 1);
  assert.match(err, /^No settings file found at .*settings\.yaml\. .*--settings FILE/);
});

test('what is no YAML is told with its line, and stays as it is', async () => {
  const cwd = await placed();
  await writeFile(join(cwd, 'settings.yaml'), 'a: 1\nb: [\n');
  const { code, err } = await settings(cwd, 'set', 'a', '2');
  assert.equal(code, 1);
  assert.match(err, /^Line [23] of the settings in .*settings\.yaml/);
  assert.equal(await readFile(join(cwd, 'settings.yaml'), 'utf8'), 'a: 1\nb: [\n');
});

test('info tells versions and the settings file as it is', async () => {
  const cwd = await placed();
  const core = await chaos(cwd, 'info', 'core');
  assert.match(core.out, /^NAME +VERSION *\nCLI +\d+\.\d+\.\d+.*\nCore library +1\.\d+\.\d+ *\n$/);
  const shown = await chaos(cwd, '--settings', 'settings.yaml', 'info', 'settings');
  assert.equal(shown.out, `${text}\n`);
  const none = await chaos(cwd, '--settings', 'none.yaml', 'info', 'settings');
  assert.equal(none.code, 0);
  assert.match(none.out, /^No settings file found at .*none\.yaml\n$/);
  assert.equal((await chaos(cwd, 'info', 'nonsense')).code, 2);
});
