import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCatalogue } from './index.ts';
import type { CatalogueEntry } from './types.ts';

function entry(path: string, aliases: string[] = []): CatalogueEntry {
  const dot = path.lastIndexOf('.');
  return {
    module: path.slice(0, dot),
    func: path.slice(dot + 1),
    aliases,
    kind: 'action',
    summary: 's',
    parameters: [],
    destructive: true,
  };
}

const terminate = entry('lab.pod.actions.terminate_pods');
const remove = entry('lab.deployment.actions.delete_deployment', ['lab.actions.delete_deployment']);
const catalogue = createCatalogue([terminate, remove]);

test('an activity is found under each of its names and no other', () => {
  assert.equal(catalogue.find('lab.actions', 'delete_deployment'), remove);
  assert.equal(catalogue.find('lab.deployment.actions', 'delete_deployment'), remove);
  assert.equal(catalogue.find('lab.actions', 'terminate_pods'), undefined);
  assert.deepEqual(catalogue.list(), [terminate, remove]);
  assert.deepEqual(catalogue.functions('lab.actions'), ['delete_deployment']);
  assert.deepEqual(catalogue.modules(), [
    'lab.pod.actions',
    'lab.deployment.actions',
    'lab.actions',
  ]);
});

test('what was probably meant is suggested: the function, the module, or both', () => {
  assert.deepEqual(catalogue.near('lab.pod.actions', 'terminate_pod'), [
    'lab.pod.actions.terminate_pods',
  ]);
  assert.deepEqual(catalogue.near('lab.pods.actions', 'terminate_pods'), [
    'lab.pod.actions.terminate_pods',
  ]);
  assert.deepEqual(catalogue.near('lab.pods.actions', 'terminate_pod'), [
    'lab.pod.actions.terminate_pods',
  ]);
  assert.deepEqual(catalogue.near('numpy', 'array'), []);
});
