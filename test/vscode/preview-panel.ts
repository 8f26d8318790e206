/**
 * Draws the run panel's page in plain Chromium, with runs made up here, in several themes and
 * widths: `node test/vscode/preview-panel.ts FOLDER` writes the pictures there. Needs a build.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { ToPage } from '../../src/vscode/webview/protocol.ts';
import { deviated, running } from './canned-runs.ts';

const folder = process.argv[2] ?? 'dist/preview';
const root = join(import.meta.dirname, '../..');
const built = process.argv[3] ?? join(root, 'dist/webview');

/** The theme variables the page uses, as the editor's own themes set them. */
const themes: Record<string, Record<string, string>> = {
  dark: {
    foreground: '#cccccc',
    'editor-background': '#1f1f1f',
    'editor-foreground': '#cccccc',
    descriptionForeground: '#9d9d9d',
    errorForeground: '#f85149',
    'testing-iconPassed': '#73c991',
    'editorWarning-foreground': '#cca700',
    'progressBar-background': '#0078d4',
    'panel-border': '#2b2b2b',
    'textLink-foreground': '#4daafc',
    'textLink-activeForeground': '#4daafc',
    'textCodeBlock-background': '#2b2b2b',
    'textBlockQuote-background': '#2b2b2b',
    'badge-background': '#616161',
    'badge-foreground': '#f8f8f8',
    focusBorder: '#0078d4',
    'list-hoverBackground': '#2a2d2e',
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'button-secondaryBackground': '#313131',
    'button-secondaryForeground': '#cccccc',
  },
  light: {
    foreground: '#3b3b3b',
    'editor-background': '#ffffff',
    'editor-foreground': '#3b3b3b',
    descriptionForeground: '#3b3b3bcc',
    errorForeground: '#f85149',
    'testing-iconPassed': '#388a34',
    'editorWarning-foreground': '#bf8803',
    'progressBar-background': '#005fb8',
    'panel-border': '#e5e5e5',
    'textLink-foreground': '#005fb8',
    'textLink-activeForeground': '#005fb8',
    'textCodeBlock-background': '#f8f8f8',
    'textBlockQuote-background': '#f8f8f8',
    'badge-background': '#cccccc',
    'badge-foreground': '#3b3b3b',
    focusBorder: '#005fb8',
    'list-hoverBackground': '#f2f2f2',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
  },
  contrast: {
    foreground: '#ffffff',
    'editor-background': '#000000',
    'editor-foreground': '#ffffff',
    descriptionForeground: '#ffffffb3',
    errorForeground: '#f48771',
    'testing-iconPassed': '#73c991',
    'editorWarning-foreground': '#ffd370',
    'progressBar-background': '#6fc3df',
    'panel-border': '#6fc3df',
    contrastBorder: '#6fc3df',
    'textLink-foreground': '#21a6ff',
    'textLink-activeForeground': '#21a6ff',
    'badge-background': '#000000',
    'badge-foreground': '#ffffff',
    focusBorder: '#f38518',
    'button-foreground': '#ffffff',
    'button-border': '#6fc3df',
  },
};

const script = await readFile(join(built, 'panel.js'), 'utf8');
const style = await readFile(join(built, 'panel.css'), 'utf8');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
});
try {
  for (const [theme, width, view, opened] of [
    ['dark', 760, deviated, []],
    ['light', 760, deviated, ['front service must respond@12150', 'delete-backend@120']],
    ['contrast', 760, running, []],
    ['dark', 760, running, ['count-pods@150']],
    ['light', 380, deviated, []],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height: 700 } });
    page.on('pageerror', (error) => console.error(error));
    const variables = Object.entries(themes[theme] ?? {})
      .map(([name, value]) => `--vscode-${name}: ${value};`)
      .join('');
    const high = theme === 'contrast' ? 'vscode-high-contrast' : '';
    await page.setContent(
      `<style>:root { ${variables} --vscode-font-family: sans-serif; --vscode-font-size: 13px;
        --vscode-editor-font-family: monospace; background: var(--vscode-editor-background) }
       ${style}</style><body class="${high}"><div id="root"></div></body>`,
    );
    const state = JSON.stringify({ opened });
    await page.evaluate(`window.acquireVsCodeApi = () =>
      ({ postMessage() {}, getState: () => (${state}), setState() {} })`);
    await page.addScriptTag({ content: script, type: 'module' });
    const message: ToPage = {
      type: 'view',
      view,
      language: 'en',
      abilities: { runAgain: true, journal: true, control: true, reveal: true },
    };
    await page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    await page.waitForSelector('.phase');
    await page.waitForTimeout(300);
    const name = `${theme}-${width}-${view === running ? 'running' : 'deviated'}.png`;
    await page.screenshot({ path: join(folder, name), fullPage: true });
    await page.close();
  }
} finally {
  await browser.close();
}
