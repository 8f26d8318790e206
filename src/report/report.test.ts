import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPyObject } from '../engine/python/value.ts';
import type { Block, Report, Step } from './model.ts';
import { reportOf } from './report.ts';
import { type RealRun, realJournal } from './testing/fixtures.ts';
import { words } from './words.ts';

const of = (run: RealRun) => reportOf(realJournal(run), words('en'));

function blocks(report: Report, id: string): Block[] {
  return report.sections.find((section) => section.id === id)?.blocks ?? [];
}

function steps(report: Report, id: string): Step[] {
  return blocks(report, id).flatMap((block) => (block.kind === 'steps' ? block.steps : []));
}

test('runs of the real Chaos Toolkit end in the words that ours end in', () => {
  const said = (run: RealRun) => {
    const { mood, word, sentence, status } = of(run);
    return [mood, word, sentence, status.replace('Chaos Toolkit status: ', '')];
  };
  assert.deepEqual(said('deviated'), [
    'bad',
    'Deviated',
    '“flag is there” stopped holding after “remove flag”.',
    'completed, deviated',
  ]);
  assert.deepEqual(said('nothing'), [
    'warn',
    'Nothing tested',
    'The only action failed, so nothing was tested. “only action”: RuntimeError: boom',
    'completed',
  ]);
  assert.deepEqual(said('aborted'), [
    'bad',
    'Aborted',
    'The run was aborted during “bad url”, which may have been done in part; rollbacks were played. The journal does not say why.',
    'aborted',
  ]);
  assert.deepEqual(said('interrupted'), [
    'warn',
    'Interrupted',
    'The run was interrupted (received SIGTERM) during “sleeps”, which may have been done in part. No rollback was played.',
    'interrupted',
  ]);
  assert.match(of('continuous').sentence, /in 6 of \d+ checks during the method “flag is there”/);
});

test('probes of the hypothesis show what was wanted, and what came', () => {
  const [before] = steps(of('deviated'), 'before');
  const [after] = steps(of('deviated'), 'after');
  assert.deepEqual([before?.wanted, before?.result, before?.mood], ['0', 'met', 'good']);
  assert.deepEqual([after?.wanted, after?.result, after?.mood], ['0', 'not met', 'bad']);
  const output = after?.folds.find(({ label }) => label === 'Output');
  assert.equal(output?.text, '{\n  "status": 1,\n  "stdout": "",\n  "stderr": ""\n}');
});

test('a step that failed says why in a line, and all of its error when opened', () => {
  const [step] = steps(of('nothing'), 'method');
  assert.equal(step?.reason, 'RuntimeError: boom');
  const error = step?.folds.find(({ label }) => label === 'Error as in the journal');
  assert.match(error?.text ?? '', /^Traceback[\s\S]*ActivityFailed: RuntimeError: boom$/);
  const rollbacks = steps(of('nothing'), 'rollbacks');
  assert.deepEqual(
    rollbacks.map(({ name, mood }) => [name, mood]),
    [
      ['bad undo', 'bad'],
      ['good undo', 'good'],
    ],
  );
});

test('what controls have added to the journal is shown as theirs', () => {
  const report = of('controls');
  const [step] = steps(report, 'method');
  const added = step?.folds.find(({ label }) => label === 'Added by a control: from-control');
  assert.equal(added?.text, '{\n  "note": "<b>hi</b>"\n}');
  const [more] = blocks(report, 'more');
  assert.deepEqual(more?.kind === 'fold' && [more.fold.label, more.fold.text], [
    'control-said',
    'x',
  ]);
});

test('checks during the method are told in stretches, the first failure with its probes', () => {
  const report = of('continuous');
  const [, checks] = blocks(report, 'during');
  assert.equal(checks?.kind, 'checks');
  const stretches = checks?.kind === 'checks' ? checks.stretches : [];
  assert.deepEqual(
    stretches.map(({ mood }) => mood),
    ['good', 'bad', 'good'],
  );
  assert.equal(stretches[1]?.count, 6);
  assert.deepEqual(
    steps(report, 'during').map(({ result }) => result),
    ['not met'],
  );
});

test('the timeline has every step at its time, with the pause that was declared', () => {
  const [block] = blocks(of('deviated'), 'timeline');
  assert.equal(block?.kind, 'timeline');
  const drawn = block?.kind === 'timeline' ? block.timeline.blocks : [];
  assert.deepEqual(
    drawn.map(({ kind }) => kind),
    ['before', 'step', 'pause', 'after', 'rollback'],
  );
  const pause = drawn.find(({ kind }) => kind === 'pause');
  const length = (pause?.to ?? 0) - (pause?.from ?? 0);
  assert.ok(length > 400 && length <= 500, String(length));
});

test('what was not done is said, and a run without anything has a report', () => {
  const text = (id: string, report: Report) =>
    blocks(report, id).flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  const aborted = of('aborted');
  assert.deepEqual(text('after', aborted), ['The hypothesis was not checked here.']);
  const journal = realJournal('controls');
  assert.ok(isPyObject(journal.data['experiment']));
  journal.data = {
    ...journal.data,
    experiment: { title: 5 },
    steady_states: {},
    run: [],
    rollbacks: [],
    start: null,
    end: null,
    duration: null,
  };
  const empty = reportOf(journal, words('en'));
  assert.equal(empty.title, '5');
  assert.equal(empty.sentence, 'There was nothing to play.');
  assert.deepEqual(text('method', empty), ['The experiment has no steps.']);
  assert.deepEqual(text('before', empty), ['The experiment has no hypothesis.']);
  assert.deepEqual(blocks(empty, 'timeline'), []);
});
