import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, learn } from './format.ts';
import { teachTools, tools } from './tools.ts';

const { en, ja } = tools;

const shown = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

test('what the tools say in English they say in Japanese, with the same values', () => {
  assert.deepEqual(Object.keys(ja), Object.keys(en));
  for (const [code, text] of Object.entries(ja)) {
    assert.deepEqual(shown(text), shown(en[code as keyof typeof en] ?? ''), code);
    assert.doesNotMatch(text, /[,.]$|。 |[ぁ-ん]\.|“|”/, code);
  }
});

test('the sentences are known once they were taught', async () => {
  await learn('ja');
  teachTools();
  assert.equal(format({ code: 'tools.activities.required' }), 'required');
  assert.equal(format({ code: 'tools.activities.required' }, 'ja-JP'), '必須');
});
