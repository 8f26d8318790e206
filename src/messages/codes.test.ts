import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from './commands.ts';
import { create } from './en/create.ts';
import { experiment } from './en/experiment.ts';
import { en } from './en/index.ts';
import { tools } from './en/tools.ts';

/** Those of parts that bring their own sentences too. */
const sentences = { ...en, ...experiment, ...commands, ...tools, ...create };

const root = join(import.meta.dirname, '..', '..');
const sources = globSync(['src/**/*.ts', 'build/*.mjs'], { cwd: root })
  .filter((file) => !/\.test\.\w+$/.test(file) && !/^src[\\/]messages[\\/](en|ja)/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

/** Rooms whose words are asked for without the room's own name. */
const rooms = [
  '',
  'editor.panel.',
  'editor.lens.',
  'editor.consent.',
  'editor.explorer.',
  'report.',
];

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
    Object.keys(sentences).filter((code) => !said(code)),
    [],
  );
});

test('every error that names a code has a sentence', () => {
  const codes = [...sources.matchAll(/HumanError\(\s*'([\w.-]+)'/g)].map(([, code]) => code ?? '');
  assert.ok(codes.length > 50, String(codes.length));
  assert.deepEqual(
    codes.filter((code) => !(code in sentences)),
    [],
  );
});
