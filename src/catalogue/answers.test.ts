import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf } from './answers.ts';
import { kubernetesEntries } from './kubernetes/index.ts';

/** How the documentation of an activity says what it answers with. */
const words: readonly [RegExp, string][] = [
  [/^Returns `true`|Returns `true` or `false`/, 'truth'],
  [/^Returns a number/, 'number'],
  [/^Returns a list/, 'list'],
  [/^Returns (?:an object|the list as the API server|the List|it as the API server)/, 'object'],
];

test('what a probe answers with is what its documentation says', () => {
  let said = 0;
  for (const entry of kubernetesEntries.filter(({ kind }) => kind === 'probe')) {
    const kind = words.find(([word]) => word.test(entry.doc ?? ''))?.[1];
    if (kind !== undefined) {
      said += 1;
      assert.equal(answerOf(entry), kind, `${entry.module}.${entry.func}: ${entry.doc}`);
    }
  }
  assert.ok(said > 25, String(said));
});

test('an action has no answer to judge', () => {
  const action = kubernetesEntries.find(({ kind }) => kind === 'action');
  assert.ok(action);
  assert.equal(answerOf(action), undefined);
});
