import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialView } from '../../engine/reducer.ts';
import type { RunView } from '../../engine/view.ts';
import { isKnownCode } from '../../messages/format.ts';
import { judge } from './judgement.ts';

function ended(more: Partial<RunView>): RunView {
  return { ...initialView(), state: 'ended', status: 'completed', ...more };
}

test('every end has a word, a sentence and Chaos Toolkit’s status', () => {
  for (const status of ['completed', 'failed', 'aborted', 'interrupted'] as const) {
    for (const deviated of [false, true]) {
      const { word, sentence, status: field } = judge(ended({ status, deviated }), 'en');
      assert.ok(isKnownCode(`editor.panel.${word}`), word);
      assert.ok(isKnownCode(sentence.code), sentence.code);
      assert.ok(field === undefined || isKnownCode(field.code), field?.code);
    }
  }
});

test('a run that says nothing about the system is not shown as a success', () => {
  const gate = ended({});
  gate.phases.before = { phase: 'before', state: 'ended', met: false, rows: [] };
  const { mood, word } = judge(gate, 'en');
  assert.equal(mood, 'warn');
  assert.ok(isKnownCode(`editor.panel.${word}`), word);
  assert.equal(judge(ended({ deviated: true }), 'en').mood, 'bad');
  assert.equal(judge(ended({}), 'en').mood, 'good');
});

test('while it runs, the newest thing that goes on is told', () => {
  const view = initialView();
  assert.equal(judge(view, 'en').sentence.code, 'editor.panel.now.running');
  view.phases.method.rows.push({
    what: 'pause',
    id: 'p',
    when: 'after',
    seconds: 1,
    startedMono: 0,
    state: 'running',
  });
  assert.equal(judge(view, 'en').sentence.code, 'editor.panel.now.pausing');
  view.held = [
    { id: 'a', phase: 'method', pointer: '/method/0', name: 'first' },
    { id: 'b', phase: 'method', pointer: '/method/1', name: 'second' },
  ];
  const { word, sentence } = judge(view, 'en');
  assert.equal(word, 'word.held');
  assert.deepEqual(sentence, { code: 'editor.panel.now.held', args: { name: 'first' } });
  assert.equal(judge({ ...view, state: 'stopping' }, 'en').word, 'word.stopping');
});
