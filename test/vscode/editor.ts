import type { Page } from 'playwright-core';
import { type Actions, actions } from './host/actions.ts';

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
  /** Types into the list that a key opens; again if the window was not ready for it. */
  const pick = async (key: string, text: string, tries = 3): Promise<void> => {
    await all.press({ keys: key });
    try {
      await page.waitForSelector('.quick-input-widget input', { state: 'visible' });
      await page.keyboard.type(text);
      const row = { selector: '.quick-input-list .monaco-list-row.focused', text };
      await all.waitFor({ ...row, timeout: 5_000 });
    } catch (error) {
      await all.press({ keys: 'Escape' });
      if (tries === 1) {
        throw error;
      }
      return pick(key, text, tries - 1);
    }
    await all.press({ keys: 'Enter' });
  };
  return {
    ...all,
    page,
    async open(name) {
      await pick('Control+P', name);
      await all.waitFor({ selector: '.tab.active', text: name });
    },
    command: (title) => pick('F1', title),
  };
}
