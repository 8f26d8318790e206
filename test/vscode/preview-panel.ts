/**
 * Draws the run panel's page in plain Chromium, with runs made up here, in several themes and
 * widths: `node test/vscode/preview-panel.ts FOLDER` writes the pictures there. Needs a build.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../../src/engine/compare.ts';
import { before, deviated, many, running } from './canned-runs.ts';
import { openBrowser, openPanel } from './panel-page.ts';

const folder = process.argv[2] ?? 'dist/preview';
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const [name, theme, width, view, opened] of [
    ['deviated', 'dark', 760, deviated, []],
    ['deviated', 'light', 760, deviated, ['front-service-must-respond@12150', 'cluster-events']],
    ['running', 'contrast', 760, running, []],
    ['running', 'contrastLight', 760, running, []],
    ['running', 'dark', 760, running, ['count-pods@150']],
    ['deviated', 'light', 320, deviated, ['cluster-events']],
    ['many', 'light', 1000, many(5000), []],
  ] as const) {
    const { page, tell, console: said } = await openPanel(browser, { theme, width, opened });
    await tell({
      type: 'view',
      view,
      language: 'en',
      abilities: { runAgain: true, journal: true, control: true, reveal: true },
    });
    await page.waitForSelector('.phase');
    if (view.state === 'ended' && view !== before) {
      await tell({ type: 'comparison', comparison: compare(before, view) });
    }
    await page.waitForTimeout(300);
    await page.screenshot({
      path: join(folder, `${theme}-${width}-${name}.png`),
      fullPage: name !== 'many',
    });
    said.forEach((line) => {
      console.error(line);
    });
    await page.close();
  }
} finally {
  await browser.close();
}
