import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { editorApi } from './editor-api.mjs';

test('the API of the editor is required, and has what is used of it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'editor-api-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const editor = join(folder, 'node_modules', 'vscode');
  mkdirSync(editor, { recursive: true });
  writeFileSync(join(editor, 'index.js'), 'exports.window = { name: "a window" };');
  const outfile = join(folder, 'out.mjs');
  await build({
    stdin: {
      contents: "import * as vscode from 'vscode'; export const { name } = vscode.window;",
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    plugins: [editorApi],
  });
  assert.doesNotMatch(readFileSync(outfile, 'utf8'), /from ["']vscode["']/);
  const { name } = await import(pathToFileURL(outfile).href);
  assert.equal(name, 'a window');
});
