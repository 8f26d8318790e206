import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bench, node } from './testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

const terminate = (args: object) => ({
  title: 'a title',
  description: 'a description',
  configuration: { empty: '' },
  method: [
    {
      type: 'action',
      name: 'first',
      provider: node("require('node:fs').writeFileSync('played', '')"),
    },
    {
      type: 'action',
      name: 'delete the pods',
      provider: {
        type: 'python',
        module: 'chaosk8s.pod.actions',
        func: 'terminate_pods',
        arguments: args,
      },
    },
  ],
});

const yaml = `title: a title
description: a description
method:
  - type: action
    name: delete the pods
    provider:
      type: python
      module: chaosk8s.pod.actions
      func: terminate_pods
`;

test('a selection that a substitution left empty is refused at its line', async () => {
  const cwd = await place(terminate({ label_selector: '${empty}' }));
  const { code, err } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 1);
  assert.match(err, /^experiment\.json:20:5: .*“delete the pods”.*--allow-unscoped/m);
  assert.equal(existsSync(join(cwd, 'played')), false);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
});

test('a policy that is not understood refuses every run, with its place', async () => {
  const cwd = await place({ ...terminate({}), method: [] });
  const folder = join(cwd, '.chaos-workbench');
  await mkdir(folder);
  await writeFile(join(folder, 'policy.json'), '{\n  "deniedNamespace": ["shop"]\n}');
  const { code, err } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 1);
  assert.match(err, /\.chaos-workbench\/policy\.json:2:3: .*“deniedNamespaces”\?/);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
  await writeFile(join(folder, 'policy.json'), '{ "deniedNamespaces": ["shop"], }');
  assert.equal((await chaos(cwd, 'run', 'experiment.json')).code, 0);
});

test('so it is in YAML', async () => {
  const cwd = await place(yaml, 'experiment.yaml');
  const { code, err } = await chaos(cwd, 'run', 'experiment.yaml');
  assert.equal(code, 1);
  assert.match(err, /^experiment\.yaml:4:5: .*“delete the pods”/m);
});

test('a context that was asked for and is not there is refused; others fail at their step', async () => {
  const cwd = await place(terminate({ label_selector: 'app=web' }));
  const kubeconfig = join(cwd, 'config');
  await writeFile(
    kubeconfig,
    'clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]\ncontexts: [{name: x, context: {cluster: c}}]\n',
  );
  const args = ['run', 'experiment.json', '--kubeconfig', kubeconfig];
  const asked = await chaos(cwd, ...args, '--context', 'staging');
  assert.equal(asked.code, 1);
  assert.match(asked.err, /no context “staging” in .*config\. Contexts: x/);
  assert.equal(existsSync(join(cwd, 'played')), false);
  const without = await chaos(cwd, ...args);
  assert.equal(without.code, 0, without.err);
  assert.match(without.err, /ERROR\] +=> failed: .*config names no current-context.*: x/);
  assert.match(without.out, /1 of 2 actions failed: “delete the pods”/);
});
