import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from '../messages/en/index.ts';

test('every code of this room has a sentence, and every sentence is used', () => {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const ledger = '../ledger/*.ts';
  const used = new Set(
    globSync(['**/*.ts', ledger], { cwd })
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), import.meta.url), 'utf8'))
      .flatMap((text) => [...text.matchAll(/'(kubernetes\.[a-z][a-z0-9-]*)'/g)])
      .map(([, code]) => code),
  );
  const known = Object.keys(en).filter((code) => code.startsWith('kubernetes.'));
  assert.deepEqual([...used].sort(), known.sort());
});
