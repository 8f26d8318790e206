import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';

before(async () => {
  await promisify(exec)('npm run build');
});

test('the web bundle loads where there is nothing of Node, and asks for the editor only', () => {
  const asked: string[] = [];
  // What the bundle reads of the editor's API while it is loaded; the rest is for later.
  const editor = { DiagnosticSeverity: {}, CodeActionKind: {} };
  const module = { exports: {} as Record<string, unknown> };
  const browser = createContext({
    module,
    exports: module.exports,
    require: (name: string) => {
      asked.push(name);
      return editor;
    },
    console,
    setTimeout,
    clearTimeout,
    TextEncoder,
    TextDecoder,
    URL,
  });
  runInContext(readFileSync('dist/web/extension.cjs', 'utf8'), browser);
  assert.equal(typeof module.exports['activate'], 'function');
  assert.deepEqual([...new Set(asked)], ['vscode']);
});
