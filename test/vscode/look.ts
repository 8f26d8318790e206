/**
 * A look at the extension by script: `node test/vscode/look.ts <folder> <script>`. Opens the folder
 * in the test host, trusted, and calls the script's default export. Pictures are what it makes.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { type Actions, actions } from './host/actions.ts';
import { openWorkbench } from './host/workbench.ts';

/** What a script is given. */
export interface Look extends Actions {
  page: Page;
  /** Opens a file of the folder through Quick Open. */
  open(name: string): Promise<void>;
  /** Runs a command by its title in the palette. */
  command(title: string): Promise<void>;
}

/** Hands, eyes, and the two things that every look begins with. */
export function look(page: Page): Look {
  const all = actions(page);
  const pick = async (text: string) => {
    await page.waitForSelector('.quick-input-widget input', { state: 'visible' });
    await page.keyboard.type(text);
    const row = { selector: '.quick-input-list .monaco-list-row', text: text.replace(/^>/, '') };
    await all.waitFor(row);
    await all.press({ keys: 'Enter' });
    await page.waitForSelector('.quick-input-widget', { state: 'hidden' }).catch(() => {});
  };
  return {
    ...all,
    page,
    async open(name) {
      await all.press({ keys: 'Control+P' });
      await pick(name);
      await all.waitFor({ selector: '.tab.active', text: name });
    },
    async command(title) {
      await all.press({ keys: 'F1' });
      await pick(title);
    },
  };
}

if (import.meta.main) {
  const [folder, script] = process.argv.slice(2);
  if (folder === undefined || script === undefined) {
    throw new Error('usage: node test/vscode/look.ts <folder> <script>');
  }
  const { default: act } = (await import(pathToFileURL(resolve(script)).href)) as {
    default: (look: Look) => Promise<void>;
  };
  const workbench = await openWorkbench({
    folder: resolve(folder),
    disableWorkspaceTrust: true,
    extensionDevelopmentPath:
      process.env['CHAOS_WORKBENCH_TEST_EXTENSION'] ?? resolve(import.meta.dirname, '../..'),
    settings: JSON.parse(process.env['CHAOS_WORKBENCH_HOST_SETTINGS'] ?? '{}'),
  });
  try {
    await act(look(workbench.page));
  } catch (error) {
    await workbench.page.screenshot({ path: 'look-failed.png' });
    throw error;
  } finally {
    await workbench.close();
  }
}
