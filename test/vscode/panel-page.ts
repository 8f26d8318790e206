import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { panelHtml } from '../../src/vscode/running/panel-html.ts';
import type { FromPage, ToPage } from '../../src/vscode/webview/protocol.ts';
import { install } from './host/install.ts';

/** The theme variables the page uses, as the editor's own themes set them. */
export const themes = {
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
  contrastLight: {
    foreground: '#292929',
    'editor-background': '#ffffff',
    'editor-foreground': '#292929',
    descriptionForeground: '#292929b3',
    errorForeground: '#b5200d',
    'testing-iconPassed': '#007100',
    'editorWarning-foreground': '#895503',
    'progressBar-background': '#0f4a85',
    'panel-border': '#0f4a85',
    contrastBorder: '#0f4a85',
    'textLink-foreground': '#0f4a85',
    'textLink-activeForeground': '#0f4a85',
    'badge-background': '#0f4a85',
    'badge-foreground': '#ffffff',
    focusBorder: '#006bbd',
    'button-background': '#0f4a85',
    'button-foreground': '#ffffff',
    'button-border': '#0f4a85',
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type Theme = keyof typeof themes;

/** What the editor tells a webview of the theme's kind. */
const kinds: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  contrastLight: 'vscode-high-contrast-light',
};

/** Where the page's parts seem to come from. */
const origin = 'https://panel.test';

/** The browser of the test host. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: install().chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}

/** How the run panel's page is opened. */
export interface PanelOptions {
  theme?: Theme;
  width?: number;
  height?: number;
  /** Ids of rows that are open. */
  opened?: readonly string[];
  /** Folder of the built page. */
  built?: string;
}

/** The run panel's page as the editor serves it, with its policy, in a browser of its own. */
export interface PanelPage {
  page: Page;
  /** Tells the page something, as the editor does. */
  tell(message: ToPage): Promise<void>;
  /** What the page has told the editor. */
  told(): Promise<FromPage[]>;
  /** Lines of the console, which has none when all is well. */
  console: string[];
}

/** @param options dark, 760 pixels wide, of the build, unless said otherwise */
export async function openPanel(browser: Browser, options: PanelOptions = {}): Promise<PanelPage> {
  const { theme = 'dark', width = 760, height = 700, opened = [] } = options;
  const built = options.built ?? join(import.meta.dirname, '../../dist/webview');
  const page = await browser.newPage({ viewport: { width, height } });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  const parts: Record<string, [type: string, body: string]> = {
    '/': [
      'text/html',
      panelHtml({
        script: `${origin}/panel.js`,
        style: `${origin}/panel.css`,
        origin,
        nonce: 'nonce',
        language: 'en',
      }),
    ],
    '/panel.js': ['text/javascript', await readFile(join(built, 'panel.js'), 'utf8')],
    '/panel.css': ['text/css', await readFile(join(built, 'panel.css'), 'utf8')],
  };
  await page.route(`${origin}/**`, (route) => {
    const [contentType, body] = parts[new URL(route.request().url()).pathname] ?? ['', ''];
    return route.fulfill({ contentType, body, status: contentType === '' ? 404 : 200 });
  });
  await page.addInitScript(beTheEditor, { variables: themes[theme], kind: kinds[theme], opened });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => Reflect.get(window, 'told').length > 0);
  return {
    page,
    tell: (message) => page.evaluate((data) => window.postMessage(data, '*'), message as unknown),
    told: () => page.evaluate(() => Reflect.get(window, 'told')),
    console: said,
  };
}

/** Runs in the page before its script: what the editor gives to a webview. */
function beTheEditor(given: {
  variables: Readonly<Record<string, string>>;
  kind: string;
  opened: readonly string[];
}): void {
  const told: unknown[] = [];
  Reflect.set(window, 'told', told);
  Reflect.set(window, 'acquireVsCodeApi', () => ({
    postMessage: (message: unknown) => void told.push(message),
    getState: () => ({ opened: given.opened }),
    setState() {},
  }));
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = given.kind;
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(given.variables)) {
      style.setProperty(`--vscode-${name}`, value);
    }
    style.setProperty('--vscode-font-family', 'sans-serif');
    style.setProperty('--vscode-font-size', '13px');
    style.setProperty('--vscode-editor-font-family', 'monospace');
    style.background = given.variables['editor-background'] ?? '';
  });
}
