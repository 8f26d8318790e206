import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Look, look } from './editor.ts';
import { openWorkbench, type WorkbenchOptions } from './host/workbench.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Opens a folder, or an empty window, in the test host with the built extension, trusted and driven from outside: there
 * the editor shows modals, which it refuses to tests inside.
 */
export async function session<T>(
  options: Partial<WorkbenchOptions>,
  use: (editor: Look) => Promise<T>,
): Promise<T> {
  const workbench = await openWorkbench({
    disableWorkspaceTrust: true,
    extensionDevelopmentPath: process.env['CHAOS_WORKBENCH_TEST_EXTENSION'] ?? root,
    ...options,
  });
  try {
    return await use(look(workbench.page));
  } catch (error) {
    mkdirSync(resolve(root, '.vscode-test'), { recursive: true });
    await workbench.page.screenshot({ path: resolve(root, '.vscode-test/failed.png') });
    throw error;
  } finally {
    await workbench.close();
  }
}
