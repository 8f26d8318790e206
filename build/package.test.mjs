import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaches } from './package.mjs';

const whole = [
  'package.json',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'dist/extension.js',
  'dist/chunks/run-AB12.js',
  'dist/bridge.py',
  'dist/practice-shim.cjs',
  'dist/kubernetes-LICENSE.txt',
  'dist/web/extension.cjs',
  'dist/webview/panel.js',
  'dist/samples/backend.mjs',
  'schemas/experiment.schema.json',
  'schemas/experiment.editor.schema.json',
  'snippets/experiment.json',
  'manifests/backend.yaml',
  'media/icon.png',
  'media/walkthrough/ja/start.svg',
];

test('a package with all its parts and nothing else is fine', () => {
  assert.deepEqual(breaches(whole), []);
});

test('a stray file and a missing part are both named', () => {
  const files = ['.env', 'src/cli.ts', ...whole.filter((file) => !file.startsWith('snippets'))];
  const texts = breaches(files).join('\n');
  assert.match(texts, /should not be in the package: \.env/);
  assert.match(texts, /should not be in the package: src\/cli\.ts/);
  assert.match(texts, /is missing in the package: .*snippets/);
});
