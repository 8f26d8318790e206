/**
 * Tests inside a real VS Code: one start in a trusted workspace, one in Restricted Mode, one with
 * two folders in a window. With arguments only those suites; `CHAOS_WORKBENCH_TEST_GREP` chooses
 * tests by name.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSuites } from './bundle.ts';
import { findVSCode, isBuilt, launch } from './launch.ts';
import { twoFolders } from './two-folders.ts';

const wanted = process.argv.slice(2);
if (!isBuilt()) {
  execFileSync(process.execPath, ['esbuild.config.mjs'], { stdio: 'inherit' });
}
await bundleSuites();
const executable = await findVSCode();
for (const suite of ['trusted', 'restricted', 'folders']) {
  if (wanted.length > 0 && !wanted.includes(suite)) {
    continue;
  }
  const folder = mkdtempSync(join(tmpdir(), `chaos-workbench-${suite}-`));
  const workspace = join(folder, 'workspace');
  cpSync(join(import.meta.dirname, 'workspace'), workspace, { recursive: true });
  const env = {
    KUBECONFIG: join(folder, 'kubeconfig'),
    CHAOS_TEST_CANARY: join(workspace, 'canary.txt'),
  };
  try {
    const opened = suite === 'folders' ? twoFolders(folder) : workspace;
    await launch(executable, { suite, folder: opened, trusted: suite !== 'restricted', env });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
