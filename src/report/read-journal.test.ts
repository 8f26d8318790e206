import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalOf } from '../engine/journal.ts';
import { journalText } from '../engine/journal-text.ts';
import { isHumanError } from '../messages/error.ts';
import { readJournal } from './read-journal.ts';
import { realRuns, realText } from './testing/fixtures.ts';

function refusal(text: string) {
  try {
    readJournal(text, 'j.json');
  } catch (error) {
    assert.ok(isHumanError(error), String(error));
    return error;
  }
  return assert.fail('it was read');
}

test('journals of the real Chaos Toolkit are read', () => {
  for (const run of realRuns) {
    const { data } = readJournal(realText(run), run);
    assert.ok('steady_states' in data, run);
  }
});

test('a journal of a run whose events stopped before they began is read', () => {
  assert.equal(readJournal(journalText(journalOf([])), 'j').data['status'], 'interrupted');
});

test('numbers of Python that JSON has not are read, and told where they stand', () => {
  const text = realText('deviated').replace('"stderr": ""', '"stderr": [NaN, -Infinity]');
  assert.match(journalText(readJournal(text, 'j').data), /NaN,\s+-Infinity/);
  const torn = text.slice(0, text.indexOf('"rollbacks": [\n    {'));
  assert.equal(refusal(torn).code, 'report.cut-off');
});

test('a journal that was cut off anywhere says where it ends and what to do', () => {
  const text = realText('deviated').trim();
  for (let length = 2; length < text.length; length += 61) {
    const { code, args, message } = refusal(text.slice(0, length));
    assert.equal(code, 'report.cut-off', text.slice(length - 20, length));
    const lines = text.slice(0, length).split('\n').length;
    assert.ok(Math.abs(lines - Number(args['line'])) <= 1, `${args['line']} of ${lines}`);
    assert.match(message, /^j\.json:\d+:\d+: .*run the experiment again\.$/);
  }
});

test('a text that is no JSON any more says where', () => {
  const text = realText('deviated').replace('"start":', '"start"');
  const { code, args } = refusal(text);
  const line = text.split('\n').findIndex((each) => each.includes('"start" ')) + 1;
  assert.deepEqual([code, args['line']], ['report.no-json', line]);
});

test('what is no journal is told from one', () => {
  assert.equal(refusal(' \n').code, 'report.empty');
  assert.equal(refusal('{"title": "t", "method": []}').code, 'report.no-journal');
  assert.equal(refusal('[1]').code, 'report.no-journal');
  assert.equal(refusal('{"v": 1, "seq": 1}\n{"v": 1, "seq": 2}\n').code, 'report.events');
});

test('what a journal has wrong is named with its place', () => {
  const wrong = (from: RegExp, to: string) => {
    const text = realText('deviated').replace(from, to);
    const { code, args } = refusal(text);
    const line = text.split('\n')[Number(args['line']) - 1] ?? '';
    return [code, args['where'], line.slice(Number(args['column']) - 1)];
  };
  assert.deepEqual(wrong(/"deviated": true/, '"deviated": 5'), [
    'report.shape-type',
    '/deviated',
    '5,',
  ]);
  assert.deepEqual(wrong(/"status": "completed"/, '"status": "done"'), [
    'report.shape-choice',
    '/status',
    '"done",',
  ]);
  assert.deepEqual(wrong(/"status": "succeeded"/, '"status": 1').slice(0, 2), [
    'report.shape-choice',
    '/steady_states/before/probes/0/status',
  ]);
  assert.deepEqual(wrong(/"rollbacks": \[\s*\{\s*"activity"/, '"rollbacks": [{"x"').slice(0, 2), [
    'report.shape-missing',
    '/rollbacks/0',
  ]);
});
