import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import type { DryMode } from '../experiment/model.ts';
import { asking, finish, hypothesis, native } from './testing/requests.ts';

const experiment: JsonObject = {
  ...hypothesis(asking(true, true)),
  method: [native('count'), native('give', {}, { name: 'own', dry: 'no' })],
  rollbacks: [native('change')],
};

/** Name, pointer and whether it is a rollback, of all that was prepared. */
async function prepared(dry?: DryMode) {
  const run = await finish(experiment, { options: dry === undefined ? {} : { dry } });
  return run.native.prepared.map(({ name, pointer, rollback }) => [name, pointer, rollback]);
}

const probe = ['asking', '/steady-state-hypothesis/probes/0', false];
const action = ['count', '/method/0', false];
const own = ['own', '/method/1', false];
const rollback = ['change', '/rollbacks/0', true];

test('every native activity is prepared, under its name', async () => {
  assert.deepEqual(await prepared(), [probe, action, own, rollback]);
  assert.deepEqual(await prepared('pause'), [probe, action, own, rollback]);
});

test('what a dry run leaves out is not prepared', async () => {
  assert.deepEqual(await prepared('actions'), [probe, own]);
  assert.deepEqual(await prepared('probes'), [action, own, rollback]);
  assert.deepEqual(await prepared('activities'), [own]);
});
