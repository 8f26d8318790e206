import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { format } from '../messages/format.ts';
import { nodePlatform } from '../platform/platform.ts';
import { checkText, withPython } from './check.ts';
import type { PythonPlaces } from './missing-python.ts';

const mine = `
def works(a, b=1, configuration=None, secrets=None):
    return a

value = 1
`;

const control = `
def validate_control(control):
    if "x" in control["provider"].get("arguments", {}):
        raise ValueError("no x")
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'missing-python-'));
  await writeFile(join(folder, 'mine.py'), mine);
  await writeFile(join(folder, 'guard.py'), control);
  await writeFile(join(folder, 'broken.py'), 'raise RuntimeError("no")');
  await writeFile(join(folder, 'needs.py'), 'import no_such_package.part');
});

after(() => rm(folder, { recursive: true, force: true }));

async function problems(parts: JsonObject, changes: Partial<PythonPlaces> = {}) {
  const experiment = { title: 't', description: 'd', method: [], ...parts };
  const environment = { ...process.env, PYTHONPATH: folder };
  const platform = nodePlatform();
  const text = JSON.stringify(experiment, null, 1);
  const places = { environment, cwd: folder, platform, ...changes };
  const checked = await withPython(await checkText(text, 'json'), places);
  const told = checked.problems.filter(({ severity }) => severity !== 'info');
  return told.map((problem) => ({
    line: `${problem.severity} ${problem.code} ${problem.pointer}`,
    text: format(problem),
    range: problem.range,
  }));
}

const probe = (module: string, func: string, args: JsonObject = {}): JsonObject => ({
  type: 'probe',
  name: func,
  provider: { type: 'python', module, func, arguments: args },
});

it('functions are there and their arguments fit, or it is told where and why not', async () => {
  const found = await problems({
    method: [
      probe('mine', 'works', { a: 1 }),
      probe('mine', 'works', { a: 1, secrets: 2 }),
      probe('math', 'sqrt'),
      probe('mine', 'works', { c: 1 }),
      probe('mine', 'value'),
      probe('nothing.here', 'x'),
      probe('needs', 'x'),
      probe('broken', 'x'),
    ],
  });
  assert.deepEqual(
    found.map(({ line }) => line),
    [
      'error workbench.python-arguments /method/2/provider/arguments',
      'error workbench.python-arguments /method/3/provider/arguments',
      'error workbench.python-function /method/4/provider/func',
      'error workbench.python-module /method/5/provider/module',
      'error workbench.python-module /method/6/provider/module',
      'error workbench.python-import /method/7/provider/module',
    ],
  );
  assert.match(found[3]?.text ?? '', /“nothing” in .*python.*-m pip install nothing\./);
  assert.match(found[4]?.text ?? '', /-m pip install no_such_package\./);
});

it('the line that mends it names the package of an extension', async () => {
  const [found] = await problems(
    { method: [probe('chaosaws.ec2.actions', 'stop_instance')] },
    { environment: { PATH: process.env['PATH'] } },
  );
  assert.match(found?.text ?? '', /-m pip install chaostoolkit-aws\./);
});

it('tolerances, configuration and controls are looked at too, the last two with warnings', async () => {
  const found = await problems({
    configuration: { c: probe('nothing', 'x') },
    'steady-state-hypothesis': {
      title: 'h',
      probes: [
        { ...probe('mine', 'works', { a: 1 }), tolerance: probe('mine', 'no', { value: 0 }) },
      ],
    },
    controls: [
      { name: 'gone', provider: { type: 'python', module: 'nothing' } },
      { name: 'guard', provider: { type: 'python', module: 'guard', arguments: { x: 1 } } },
      { name: 'fine', provider: { type: 'python', module: 'guard' } },
      { name: 'own', provider: { type: 'python', module: 'chaosaddons.controls.bypass' } },
    ],
  });
  assert.deepEqual(
    found.map(({ line }) => line),
    [
      'warning workbench.python-module /configuration/c/provider/module',
      'error workbench.python-function /steady-state-hypothesis/probes/0/tolerance/provider/func',
      'warning workbench.python-module /controls/0/provider/module',
      'error workbench.python-control /controls/1/provider/module',
    ],
  );
});

it('without a Python that is told, once and only if one is needed', async () => {
  const interpreter = '/no/such/python';
  const [found, ...others] = await problems(
    { method: [probe('mine', 'works'), probe('mine', 'works')] },
    { interpreter },
  );
  assert.equal(found?.line, 'error engine.python-chosen /method/0/provider/module');
  assert.deepEqual(others, []);
  const native = probe('chaosk8s.pod.probes', 'read_pod_logs', { name: 'x' });
  assert.deepEqual(await problems({ method: [native] }, { interpreter }), []);
});
