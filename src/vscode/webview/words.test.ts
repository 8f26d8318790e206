import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format, isKnownCode } from '../../messages/format.ts';
import { words } from './page.ts';

test('every word the page says by a fixed code is in the table', () => {
  const codes = globSync('*.ts', { cwd: import.meta.dirname })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, import.meta.url), 'utf8');
      return [...text.matchAll(/\bpage\.say\('([\w.-]+)'/g)].map(([, code]) => code ?? '');
    });
  assert.ok(codes.length > 20, String(codes.length));
  assert.deepEqual(
    codes.filter((code) => !isKnownCode(`editor.panel.${code}`)),
    [],
  );
});

test('words made of states and verbs are in the table too', () => {
  const states = ['running', 'succeeded', 'failed', 'interrupted', 'skipped', 'met', 'not-met'];
  const verbs = ['created', 'deleted', 'patched', 'scaled', 'evicted', 'executed', 'more'];
  const codes = [
    ...states.map((state) => `state.${state}`),
    ...verbs.map((verb) => `effect.${verb}`),
    ...['before', 'method', 'during', 'after', 'rollbacks'].map((phase) => `phase.${phase}`),
    ...['before', 'after', 'pause'].map((kind) => `lane.${kind}`),
    ...['good', 'bad', 'running', 'neutral'].map((state) => `lane.state.${state}`),
    ...['running', 'doing', 'pausing', 'stopping'].map((now) => `now.${now}`),
    ...['skipped', 'interrupted', 'left', 'skip'].map((pause) => `pause.${pause}`),
  ];
  assert.deepEqual(
    codes.filter((code) => !isKnownCode(`editor.panel.${code}`)),
    [],
  );
});

test('the page speaks the reader’s language, English where a table is missing', () => {
  const { say, text } = words('xx');
  assert.equal(say('steps', { count: 1 }), '1 step');
  assert.equal(text({ code: 'editor.no-run' }), format({ code: 'editor.no-run' }));
});
