import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { openWorkbench } from './host/workbench.ts';

const root = resolve(import.meta.dirname, '../..');
const limit = { timeout: 300_000 };

test('the web bundle helps to write in the extension host of a web worker', limit, async () => {
  // The checks run in the host of the extension whose folder they are in.
  const checks = join(root, '.vscode-test/web/checks.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'web/checks.ts')],
    outfile: checks,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const workbench = await openWorkbench({
    disableWorkspaceTrust: true,
    extensionDevelopmentPath: root,
    extensionTestsPath: checks,
    settings: { 'remote.extensionKind': { 'chaos-workbench.chaos-workbench': ['web'] } },
  });
  try {
    assert.equal(await workbench.exited, 0);
  } finally {
    await workbench.close();
  }
});
