import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { format, learn } from './format.ts';
import { teachWriting, writing } from './writing.ts';

const { en, ja } = writing;
const folders = ['../experiment/language', '../vscode/writing'];
const sources = folders
  .flatMap((folder) => {
    const cwd = join(import.meta.dirname, folder);
    return globSync('*.ts', { cwd })
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(cwd, file), 'utf8'));
  })
  .join('\n');

const shown = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

test('what writing help says in English it says in Japanese, with the same values', () => {
  assert.deepEqual(Object.keys(ja), Object.keys(en));
  for (const [code, text] of Object.entries(ja)) {
    assert.deepEqual(shown(text), shown(en[code] ?? ''), code);
    assert.doesNotMatch(text, /[,.]$|。 |[ぁ-ん]\.|“|”/, code);
  }
});

test('every sentence of writing help is said somewhere', () => {
  const literals = new Set([...sources.matchAll(/'(writing\.[\w.-]+)'/g)].map(([, code]) => code));
  const prefixes = [...sources.matchAll(/`(writing\.[\w.-]*)\$\{/g)].map(([, text]) => text ?? '');
  const silent = Object.keys(en).filter(
    (code) => !literals.has(code) && !prefixes.some((prefix) => code.startsWith(prefix)),
  );
  assert.deepEqual(silent, []);
});

test('the sentences are known once they were taught', async () => {
  await learn('ja');
  teachWriting();
  assert.equal(format({ code: 'writing.required' }), 'required');
  assert.equal(format({ code: 'writing.required' }, 'ja-JP'), '必須');
});
