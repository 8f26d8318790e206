import type { Look } from './editor.ts';
import type { Wanted } from './host/actions.ts';

/** How often a menu is opened, and how often an item of it is clicked, before it is a failure. */
const tries = 6;

/** Milliseconds in which a click shows what it does. */
const soon = 3_000;

/**
 * Opens the menu of a row and chooses. A row that is drawn anew just then opens no menu of its own or
 * closes it under the click, so that all is done again; a menu that has just opened takes no click for a
 * moment, so that only the click is.
 * @param effect what appears when it was chosen; without it, that the menu has gone is enough
 */
export async function choose(
  editor: Look,
  of: Wanted,
  text: string,
  effect?: Wanted,
): Promise<void> {
  const item = { selector: '.monaco-menu .action-label', text, timeout: soon };
  await again(async () => {
    await editor.click({ timeout: 60_000, ...of, button: 'right' });
    await editor.waitFor(item);
    await editor.hover(item);
    await editor.click(item);
    await again(async () => {
      try {
        await editor.waitGone(item);
      } catch (error) {
        await editor.click(item).catch(() => {});
        throw error;
      }
    });
    if (effect !== undefined) {
      await editor.waitFor(effect);
    }
  });
}

/** Does again what fails, as a person does to whom a window did not listen. */
export async function again(attempt: () => Promise<void>): Promise<void> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) {
        throw error;
      }
    }
  }
}
