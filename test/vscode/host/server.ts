import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Installation } from './install.ts';

/** A VS Code server that was started. */
export interface Server {
  port: number;
  stop(): Promise<void>;
}

/** How it is started. */
export interface ServerOptions {
  /** A folder of its own for everything it writes. */
  dataDir: string;
  extensionsDir?: string;
  /** User settings; `security.workspace.trust.*` decide about trust. */
  settings: Record<string, unknown>;
  disableWorkspaceTrust: boolean;
  env: Record<string, string | undefined>;
}

/** Starts VS Code's server on a free loopback port and waits until it listens (at most 30 s). */
export async function startServer(host: Installation, options: ServerOptions): Promise<Server> {
  const settings = JSON.stringify(options.settings);
  for (const folder of ['data/User', 'data/Machine', 'User', 'Machine']) {
    mkdirSync(join(options.dataDir, folder), { recursive: true });
    writeFileSync(join(options.dataDir, folder, 'settings.json'), settings);
  }
  const child = spawn(
    host.node,
    [
      host.server,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--server-data-dir', options.dataDir],
      ...['--extensions-dir', options.extensionsDir ?? join(options.dataDir, 'extensions')],
      '--enable-smoke-test-driver',
      '--force-disable-user-env',
      ...(options.disableWorkspaceTrust ? ['--disable-workspace-trust'] : []),
    ],
    { env: { ...options.env, EXTENSIONS_GALLERY: '{}' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const output: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const limit = setTimeout(() => fail('did not listen within 30 s'), 30_000);
    const fail = (what: string) =>
      reject(new Error(`VS Code's server ${what}\n${output.join('\n')}`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        output.push(line);
        const match = /agent listening on (\d+)/.exec(line);
        if (match !== null) {
          clearTimeout(limit);
          resolve(Number(match[1]));
        }
      });
    }
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(kill);
  };
  return { port, stop };
}
