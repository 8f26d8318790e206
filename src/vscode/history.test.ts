import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LastRun, RunHistory } from './history.ts';
import { TargetStore } from './target.ts';

function memento() {
  const values = new Map<string, unknown>();
  return {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => {
      values.set(key, value);
    },
  };
}

function run(uri: string, runId: string): LastRun {
  const at = '2026-11-23T12:00:00Z';
  return { uri, runId, title: uri, status: 'completed', deviated: false, at, journal: 'j' };
}

test('the newest run of a document is remembered, and told about', async () => {
  const history = new RunHistory(memento());
  const heard: string[] = [];
  history.onDidChange(({ runId }) => heard.push(runId));
  await history.add(run('a', '1'));
  await history.add(run('b', '2'));
  await history.add(run('a', '3'));
  assert.equal(history.lastOf('a')?.runId, '3');
  assert.deepEqual(
    history.all().map(({ runId }) => runId),
    ['3', '2'],
  );
  assert.deepEqual(heard, ['1', '2', '3']);
});

test('a hundred documents are remembered', async () => {
  const history = new RunHistory(memento());
  for (let index = 0; index < 105; index++) {
    await history.add(run(`file-${index}`, String(index)));
  }
  assert.equal(history.all().length, 100);
  assert.equal(history.lastOf('file-0'), undefined);
});

test('a chosen target outlives the store object', async () => {
  const store = memento();
  await new TargetStore(store).set({ context: 'practice', namespace: 'shop' });
  assert.deepEqual(new TargetStore(store).value, { context: 'practice', namespace: 'shop' });
});

test('a target is described by its label, its context, what kubectl would take, or as unknown', async () => {
  const target = new TargetStore(memento());
  const heard: unknown[] = [];
  target.onDidChange((value) => heard.push(value));
  assert.equal(target.describe('no cluster'), 'no cluster');
  target.assume({ context: 'kind', namespace: 'dev' });
  target.assume({ context: 'kind', namespace: 'dev' });
  assert.equal(target.describe('?'), 'kind · dev');
  await target.set({ context: 'aks' });
  assert.equal(target.describe('?'), 'aks · default');
  await target.set({ context: 'kind', label: 'practice', namespace: 'shop' });
  assert.equal(target.describe('?'), 'practice · shop');
  assert.equal(heard.length, 3);
});
