import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { en } from './en/index.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync('**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts') && !/^messages[\\/]en/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

/** Rooms within `editor.` whose words are asked for without the room's own name. */
const rooms = ['', 'editor.panel.', 'editor.lens.', 'editor.consent.', 'editor.explorer.'];

test('every sentence is said somewhere', () => {
  const literals = new Set([...sources.matchAll(/'([\w.-]+)'/g)].map(([, text]) => text ?? ''));
  const prefixes = [...sources.matchAll(/`([a-z][\w.-]*[.-])\$\{/g)].map(([, text]) => text ?? '');
  const said = (code: string) =>
    rooms
      .filter((room) => code.startsWith(room))
      .map((room) => code.slice(room.length))
      .some((name) => literals.has(name) || prefixes.some((prefix) => name.startsWith(prefix)));
  assert.ok(prefixes.length > 10, String(prefixes));
  assert.deepEqual(
    Object.keys(en).filter((code) => !said(code)),
    [],
  );
});

test('every error that names a code has a sentence', () => {
  const codes = [...sources.matchAll(/HumanError\(\s*'([\w.-]+)'/g)].map(([, code]) => code ?? '');
  assert.ok(codes.length > 50, String(codes.length));
  assert.deepEqual(
    codes.filter((code) => !(code in en)),
    [],
  );
});
