import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { HostArguments } from './arguments.ts';
import { type Driver, serveDriver } from './driver.ts';
import { install } from './install.ts';
import { MARK } from './mark.ts';
import { startServer } from './server.ts';

/** A VS Code that is open in a browser. */
export interface Workbench {
  page: Page;
  /** Resolves with the exit code of the extension tests, if any were asked for. */
  exited: Promise<number>;
  close(): Promise<void>;
}

/** What differs between tests, looking around, and pictures. */
export interface WorkbenchOptions extends HostArguments {
  settings?: Record<string, unknown>;
  env?: Record<string, string | undefined>;
  size?: { width: number; height: number };
  /** Pixels per point of the pictures. */
  scale?: number;
  /** Extensions for the host in a web worker of the window. */
  browser?: BrowserSide;
}

/** What the host in a web worker loads, by addresses that pages of any origin may read. */
export interface BrowserSide {
  extensions: string[];
  /** Module whose `run` is called in the worker, without its ending. */
  tests: string;
}

/** Settings that make runs repeatable. */
const quiet = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

/** Opens a folder in VS Code's server and Chromium, both ended by `close`. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const host = install();
  const folder = mkdtempSync(join(tmpdir(), 'chaos-workbench-vscode-'));
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) {
      await end().catch((error) => console.error(String(error)));
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    let page: Page | undefined;
    const driver: Driver = await serveDriver(() => page);
    ends.push(() => driver.close());
    const server = await startServer(host, {
      dataDir: options.userDataDir ?? join(folder, 'server'),
      ...(options.extensionsDir !== undefined && { extensionsDir: options.extensionsDir }),
      disableWorkspaceTrust: options.disableWorkspaceTrust,
      settings: { ...quiet, ...options.settings },
      env: { ...process.env, HOME: folder, ...options.env, ...driver.env },
    });
    ends.push(() => server.stop());
    const context = await browser(host.chromium, join(folder, 'chromium'), options);
    ends.push(() => context.close());
    page = context.pages()[0] ?? (await context.newPage());
    const exit = Promise.withResolvers<number>();
    await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
      const text = args.map(String).join(' ');
      if (text.startsWith(MARK) || process.env['CHAOS_WORKBENCH_TEST_VERBOSE'] !== undefined) {
        console.log(text);
      }
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
    page.on('crash', () => exit.reject(new Error('Chromium crashed')));
    if (options.browser !== undefined) {
      await withoutPolicy(page);
    }
    if (options.locale !== undefined) {
      await speak(page, options.locale);
    }
    await page.goto(address(server.port, options));
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    return { page, exited: exit.promise, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function browser(
  executablePath: string,
  userDataDir: string,
  { size, scale }: WorkbenchOptions,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(userDataDir, {
    executablePath,
    headless: true,
    viewport: size ?? { width: 1280, height: 800 },
    ...(scale !== undefined && { deviceScaleFactor: scale }),
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/**
 * Has the window take a language for its own, which the hosts of extensions learn from it. A language
 * pack would do the same, and translate the editor's own words, too.
 */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript((value) => {
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => value, set: () => {} });
  }, language);
}

/** Lets the page read from other addresses than its server's. */
async function withoutPolicy(page: Page): Promise<void> {
  await page.route(/^[^?]*\/(\?.*)?$/, async (route) => {
    if (route.request().resourceType() !== 'document') {
      return route.continue();
    }
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    return route.fulfill({ response, headers });
  });
}

function address(port: number, options: WorkbenchOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  for (const extension of options.browser?.extensions ?? []) {
    payload.push(['extensionDevelopmentPath', extension]);
  }
  if (options.browser !== undefined) {
    payload.push(['extensionDevelopmentKind', 'web']);
    payload.push(['extensionTestsPath', options.browser.tests]);
  }
  if (options.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (options.folder === undefined) {
    query.set('ew', 'true');
  } else {
    const several = options.folder.endsWith('.code-workspace');
    query.set(several ? 'workspace' : 'folder', options.folder);
  }
  return `http://127.0.0.1:${port}/?${query}`;
}
