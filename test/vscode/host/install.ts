import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The version of code-server whose VS Code the tests run in. */
const version = '4.139.1';

/** Where the parts of the test host are. */
export interface Installation {
  /** VS Code's server, to be run with `node`. */
  server: string;
  /** The Node.js that this server was installed with. */
  node: string;
  chromium: string;
}

/** Installs what is missing, outside the project, so that it outlives `npm ci`. Linux only. */
export function install(): Installation {
  if (process.platform !== 'linux') {
    throw new Error('This test host is for Linux. Elsewhere the tests use a desktop VS Code.');
  }
  return { chromium: chromium(), ...codeServer() };
}

function codeServer(): Omit<Installation, 'chromium'> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'chaos-workbench', 'code-server');
  const installed = {
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    node: join(folder, 'node_modules/node/bin/node'),
  };
  if (existsSync(installed.server) && existsSync(join(folder, '.complete'))) {
    return installed;
  }
  console.error(`Installing code-server ${version} into ${folder}: two or three minutes, once.`);
  debian(['libkrb5-dev'], existsSync('/usr/include/krb5.h') || existsSync('/usr/include/krb5'));
  // What an installation that was cut off has left keeps npm from linking programs anew.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  npm(folder, ['node@24']);
  npm(folder, [`code-server@${version}`]);
  if (!existsSync(installed.server)) {
    throw new Error(`code-server was installed, but ${installed.server} is not there.`);
  }
  writeFileSync(join(folder, '.complete'), version);
  return installed;
}

/**
 * code-server's own scripts refuse any Node.js but 24, so the one beside it goes first. They ask npm's
 * user agent for it, which an npm that runs these tests has handed down with its own Node.js.
 */
function npm(folder: string, packages: string[]): void {
  const { npm_config_user_agent: _, ...inherited } = process.env;
  const path = [join(folder, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...inherited, PATH: path, npm_config_ignore_scripts: 'false' };
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, env, stdio: 'inherit' });
}

function chromium(): string {
  const find = () =>
    process.env['CHAOS_WORKBENCH_CHROMIUM'] ??
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
      .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, name)))
      .find((path) => existsSync(path));
  debian(['chromium'], find() !== undefined);
  const found = find();
  if (found === undefined) {
    throw new Error('Chromium was installed, but is not on the PATH.');
  }
  return found;
}

function debian(packages: string[], there: boolean): void {
  if (there) {
    return;
  }
  const names = packages.join(' ');
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error !== undefined) {
    throw new Error(
      `The tests inside VS Code need ${names}. Install it (Debian: sudo apt-get install ${names}) and start them again.`,
    );
  }
  console.error(`Installing ${names} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: string[]) => spawnSync('apt-get', args, { env, encoding: 'utf8' });
  run(['-qq', 'update']);
  const result = run(['-qq', '-y', '--no-install-recommends', 'install', ...packages]);
  if (result.status !== 0) {
    throw new Error(`apt-get could not install ${names}: ${result.stderr}`);
  }
}
