import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExperiment, isJournal } from './matcher.ts';

function document(fileName: string, text = '', languageId?: string) {
  return {
    fileName,
    languageId: languageId ?? (fileName.endsWith('json') ? 'json' : 'yaml'),
    lineCount: text.split('\n').length,
    getText: () => text,
  };
}

test('experiments are known by their names', () => {
  for (const name of [
    'experiment.json',
    '/a/b/experiment.pod.json',
    'C:\\x\\experiment.yaml',
    'slow-shop.experiment.yml',
  ]) {
    assert.equal(isExperiment(document(name), false), true, name);
  }
  for (const name of ['package.json', 'my-experiment.json', 'experiments.json', 'a.yaml']) {
    assert.equal(isExperiment(document(name), false), false, name);
  }
});

test('other names and untitled texts are known by what they contain', () => {
  const json = '{"title": "t", "method": [{"provider": {"type": "process"}}]}';
  assert.equal(isExperiment(document('Untitled-1', json, 'json'), false), true);
  assert.equal(isExperiment(document('a.json', json, 'jsonc'), false), true);
  assert.equal(isExperiment(document('a.json', '{"method": "GET", "provider": 1}'), false), false);
  const yaml = 'title: t\nmethod:\n  - provider:\n      type: process\n';
  assert.equal(isExperiment(document('Untitled-2', yaml, 'yaml'), false), true);
  assert.equal(isExperiment(document('a.yaml', 'paths:\n  method: x\n'), false), false);
});

test('the user’s globs count, other languages never do', () => {
  assert.equal(isExperiment(document('chaos/one.json'), true), true);
  assert.equal(isExperiment(document('experiment.json', '{}', 'markdown'), true), false);
});

test('a journal is known by what it contains and is no experiment, though it holds one', () => {
  const experiment = '{"method": [{"provider": {}}], "rollbacks": []}';
  const journal = `{"experiment": ${experiment}, "steady_states": {}, "run": []}`;
  for (const name of ['journal.json', '/runs/one.json']) {
    assert.equal(isJournal(document(name, journal)), true, name);
    assert.equal(isExperiment(document(name, journal), false), false, name);
  }
  assert.equal(isJournal(document('journal.json', experiment)), false);
  assert.equal(isJournal(document('journal.yaml', journal)), false);
});

test('a long journal is known by its name', () => {
  const long = (name: string) => document(name, '\n'.repeat(30_000));
  for (const name of ['journal.json', 'C:\\a\\journal-2.json', '/a/nightly.journal.json']) {
    assert.equal(isJournal(long(name)), true, name);
  }
  assert.equal(isJournal(long('package-lock.json')), false);
});
