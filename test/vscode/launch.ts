import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { type Browser, chromium, type Page } from 'playwright-core';
import { serveDriver } from './host/driver.ts';

const root = resolve(import.meta.dirname, '../..');

/** The extension's folder: this project, or another one, such as an unpacked package. */
const extension = process.env['CHAOS_WORKBENCH_TEST_EXTENSION'] ?? root;
const launcher = join(import.meta.dirname, 'host/launcher.ts');

/** One start of VS Code with tests inside. */
export interface Launch {
  /** Folder of tests below `suite`. */
  suite: string;
  /** Folder to open. */
  folder: string;
  trusted: boolean;
  settings?: Record<string, unknown>;
  env?: Record<string, string | undefined>;
}

/**
 * A desktop VS Code where one runs, else the launcher. `CHAOS_WORKBENCH_TEST_VSCODE` may be
 * `code-server` or the path of an executable.
 */
export async function findVSCode(): Promise<string> {
  const wish = process.env['CHAOS_WORKBENCH_TEST_VSCODE'];
  if (wish !== undefined && wish !== 'code-server') {
    return wish;
  }
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  if (wish === 'code-server' || !screen) {
    return launcher;
  }
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    console.error(`No desktop VS Code can be downloaded (${error}); using code-server's.`);
    return launcher;
  }
}

/** Runs a suite; throws when a test fails. */
export async function launch(executable: string, options: Launch): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'chaos-workbench-home-'));
  const desktop = executable !== launcher;
  const port = desktop ? await freePort() : 0;
  const driver = desktop ? await desktopDriver(port) : undefined;
  const env = {
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    KUBECONFIG: undefined,
    XDG_STATE_HOME: join(home, 'state'),
    CHAOS_WORKBENCH_TEST_HOME: home,
    CHAOS_WORKBENCH_TEST_SUITE: options.suite,
    CHAOS_WORKBENCH_HOST_SETTINGS: JSON.stringify(options.settings ?? {}),
    ...options.env,
    ...driver?.env,
  };
  const extensionTestsPath = join(root, '.vscode-test/suite/index.cjs');
  const launchArgs = [
    options.folder,
    `--user-data-dir=${join(home, 'user-data')}`,
    `--extensions-dir=${join(home, 'extensions')}`,
    ...(desktop ? [`--remote-debugging-port=${port}`] : []),
  ];
  try {
    if (options.trusted) {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: extension,
        extensionTestsPath,
        extensionTestsEnv: env,
        launchArgs,
      });
    } else {
      await runRestricted(executable, extensionTestsPath, launchArgs, env);
    }
  } finally {
    await driver?.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As `runTests`, which always switches workspace trust off. */
async function runRestricted(
  executable: string,
  extensionTestsPath: string,
  launchArgs: string[],
  env: Record<string, string | undefined>,
): Promise<void> {
  const args = [
    ...launchArgs,
    ...['--no-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    `--extensionDevelopmentPath=${extension}`,
    `--extensionTestsPath=${extensionTestsPath}`,
  ];
  const child = spawn(executable, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`Tests in Restricted Mode ended with ${code}`);
  }
}

async function desktopDriver(port: number) {
  let browser: Browser | undefined;
  let page: Page | undefined;
  const attach = async () => {
    while (page === undefined) {
      await new Promise((next) => setTimeout(next, 200));
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
      page = browser
        ?.contexts()
        .flatMap((context) => context.pages())
        .find((candidate) => candidate.url().includes('workbench'));
    }
  };
  void attach();
  const driver = await serveDriver(() => page);
  return { ...driver, close: () => Promise.all([browser?.close(), driver.close()]) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether the extension was built. */
export const isBuilt = (): boolean => existsSync(join(extension, 'dist/extension.js'));
