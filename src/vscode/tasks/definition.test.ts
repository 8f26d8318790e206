import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDefinition, taskType } from './definition.ts';

test('a task says its experiment, and what the run is given', () => {
  assert.deepEqual(readDefinition({ type: 'chaos', experiment: 'a.json' }), {
    action: 'run',
    experiment: 'a.json',
  });
  const written = { action: 'run', experiment: 'a.json', dry: 'actions', vars: ['n:int=1'] };
  assert.deepEqual(readDefinition(written)?.options, { dry: 'actions', vars: ['n:int=1'] });
  assert.equal(readDefinition({ experiment: 3 }), undefined);
  assert.equal(readDefinition({ experiment: 'a.json', action: 'delete' }), undefined);
});

test('package.json declares what is read, and no more', () => {
  const { contributes } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  const [declared] = contributes.taskDefinitions;
  assert.equal(declared.type, taskType);
  const all = Object.fromEntries(
    Object.keys(declared.properties).map((name) => [name, /^var/.test(name) ? ['x'] : 'run']),
  );
  const { action, experiment, options } = readDefinition(all) ?? assert.fail();
  const read = { action, experiment, ...options };
  assert.deepEqual(Object.keys(read).sort(), Object.keys(declared.properties).sort());
});
