import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bench, experiment, node, python } from './testing.ts';

const { place, start, chaos, remove } = await bench();
after(remove);

const control = (module: string) => ({ provider: { type: 'python', module } });

test('controls of files and settings are called, and are told the settings', python, async () => {
  const cwd = await place(
    experiment({
      method: [{ type: 'action', name: 'print', provider: node("console.log('canary-auth')") }],
    }),
  );
  const module = (name: string) => `
def before_experiment_control(context, settings=None, **kwargs):
    with open("called.txt", "a") as out:
        print("${name}", context["title"], settings["auths"]["example.com"]["value"], file=out)
`;
  await writeFile(join(cwd, 'one.py'), module('one'));
  await writeFile(join(cwd, 'two.py'), module('two'));
  await writeFile(join(cwd, 'three.py'), module('three'));
  await writeFile(join(cwd, 'a.json'), JSON.stringify({ second: control('two') }));
  await writeFile(join(cwd, 'b.yaml'), 'third: {provider: {type: python, module: three}}\n');
  const settings = {
    auths: { 'example.com': { type: 'bearer', value: 'canary-auth' } },
    controls: { first: control('one') },
  };
  await writeFile(join(cwd, 'settings.yaml'), JSON.stringify(settings));
  const files = ['--control-file', 'a.json', '--control-file', 'b.yaml'];
  const args = ['--settings', 'settings.yaml', 'run', 'experiment.json', ...files];
  const { code, out, err } = await start(cwd, args, { PYTHONPATH: cwd }).ended;
  assert.equal(code, 0, err);
  const called = await readFile(join(cwd, 'called.txt'), 'utf8');
  assert.deepEqual(
    called.trim().split('\n'),
    ['one', 'two', 'three'].map((name) => `${name} a title canary-auth`),
  );
  const journal = await readFile(join(cwd, 'journal.json'), 'utf8');
  assert.doesNotMatch(journal + out + err, /canary/);
  assert.match(journal, /\*\*\*/);
});

test('a file of controls that is not there is a usage error; a broken one is told', async () => {
  const cwd = await place(experiment());
  const missing = await chaos(cwd, 'run', 'experiment.json', '--control-file', 'none.json');
  assert.equal(missing.code, 2);
  assert.match(missing.err, /--control-file: Path "none\.json" does not exist/);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
  await writeFile(join(cwd, 'broken.json'), '{"a": 1,\n "b"}');
  const broken = await chaos(cwd, 'run', 'experiment.json', '--control-file', 'broken.json');
  assert.equal(broken.code, 0, broken.err);
  assert.match(broken.err, /controls in broken\.json can’t be read.*line 2/);
});

test('a program that is not here keeps a run from starting', async () => {
  const missing = { type: 'process', path: 'no-such-program-here' };
  const cwd = await place(
    experiment({ method: [{ type: 'action', name: 'start it', provider: missing }] }),
  );
  const { code, err } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 1);
  assert.match(err, /experiment\.json:\d+:\d+: error: .*no-such-program-here/);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
});
