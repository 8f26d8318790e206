import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunOptionsMemory, withOptions } from './run-options.ts';

function memory() {
  const values = new Map<string, unknown>();
  const store = {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
  return { values, memory: new RunOptionsMemory(store), again: () => new RunOptionsMemory(store) };
}

test('options are remembered by experiment, over restarts', async () => {
  const { memory: options, again } = memory();
  const told: string[] = [];
  options.onDidChange((uri) => void told.push(uri));
  await options.set('a', { dry: 'actions', vars: ['n:int=3'] });
  await options.set('b', { rollbackStrategy: 'never' });
  assert.deepEqual(again().of('a'), { dry: 'actions', vars: ['n:int=3'] });
  assert.deepEqual(again().of('c'), {});
  assert.deepEqual(told, ['a', 'b']);
  await options.set('a', {});
  assert.deepEqual(options.of('a'), {});
});

test('the oldest are forgotten', async () => {
  const { memory: options } = memory();
  for (let number = 0; number <= 100; number += 1) {
    await options.set(`file ${number}`, { dry: 'pause' });
  }
  assert.deepEqual(options.of('file 0'), {});
  assert.deepEqual(options.of('file 1'), { dry: 'pause' });
});

test('a job takes the options of its experiment and keeps its own', () => {
  const job = {
    text: '{}',
    format: 'json',
    cwd: '.',
    connection: {},
    options: { only: '/method/0' },
  } as const;
  assert.deepEqual(withOptions(job, {}), job);
  const options = { dry: 'actions', vars: ['a=1'], varFiles: ['.env'] } as const;
  const taken = withOptions(job, { ...options, vars: ['a=1'], varFiles: ['.env'] });
  assert.deepEqual(taken.options, { only: '/method/0', dry: 'actions' });
  assert.deepEqual(taken.given, { vars: ['a=1'], files: ['.env'] });
});
