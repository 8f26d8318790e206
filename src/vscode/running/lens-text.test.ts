import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format } from '../../messages/format.ts';
import { COMMANDS } from '../ids.ts';
import { type LensState, lensItems, verdictWord } from './lens-text.ts';

const say = (message: Parameters<typeof format>[0]) => format(message);
const state: LensState = {
  uri: 'file:///experiment.json',
  trusted: true,
  target: 'practice · default',
};
const titles = (more: Partial<LensState>) =>
  lensItems({ ...state, ...more }, say).map(({ title }) => title);

test('before the first run: run, check, and what would be hit', () => {
  assert.deepEqual(titles({}), [
    '$(play) Run experiment',
    '$(check) Check',
    '$(chevron-down) practice · default',
    '$(settings-gear) options',
  ]);
});

test('the last verdict can be opened', () => {
  const last = {
    uri: state.uri,
    runId: 'r1',
    title: 't',
    status: 'completed',
    deviated: true,
    at: '',
    journal: '',
  } as const;
  const items = lensItems({ ...state, last, lastTime: '12:01' }, say);
  assert.equal(items[4]?.title, 'last: deviated, 12:01 (open)');
  assert.deepEqual(items[4]?.arguments, [{ runId: 'r1', uri: state.uri }]);
});

test('while it runs there is Stop with the step, then Kill, and never Run', () => {
  assert.deepEqual(titles({ running: { step: 'delete-backend', stopping: false } }), [
    '$(debug-stop) Stop (delete-backend)',
    'Show',
  ]);
  assert.equal(titles({ running: { stopping: false } })[0], '$(debug-stop) Stop');
  const [kill] = lensItems({ ...state, running: { stopping: true } }, say);
  assert.match(kill?.title ?? '', /Kill/);
  assert.equal(kill?.command, COMMANDS.stop);
});

test('in Restricted Mode nothing that runs is offered', () => {
  const items = lensItems({ ...state, trusted: false }, say);
  assert.deepEqual(
    items.map(({ command }) => command),
    [COMMANDS.check, 'workbench.trust.manage'],
  );
});

test('a deviation is told before the status', () => {
  assert.equal(verdictWord({ status: 'completed', deviated: true }), 'deviated');
  assert.equal(verdictWord({ status: 'failed', deviated: true }), 'failed');
  assert.equal(verdictWord({ status: 'completed', deviated: false }), 'completed');
});
