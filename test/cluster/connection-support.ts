import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ConnectionDeps, openCluster } from '../../src/kubernetes/connection.ts';
import type { InteractiveCluster } from '../../src/kubernetes/interactive.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import { type After, runClusterProgram, testCluster } from './support.ts';

/** Users of the test cluster, by their rights. */
export type TestUser = 'admin' | 'viewer' | 'nobody' | 'expired';

/** Path of a user's kubeconfig. The admin's needs no cluster program. */
export async function kubeconfigOf(user: TestUser): Promise<string> {
  return user === 'admin'
    ? testCluster().kubeconfig
    : (await runClusterProgram('kubeconfig', user)).trim();
}

/** Opens a connection that is closed when the test is over. */
export async function open(
  test: After,
  kubeconfig: string,
  changes: Partial<ConnectionDeps> = {},
): Promise<InteractiveCluster> {
  const client = await openCluster(
    { kubeconfig },
    {
      environment: process.env,
      platform: nodePlatform(),
      trusted: true,
      userAgent: 'connection-test/1 (run test)',
      ...changes,
    },
    AbortSignal.timeout(30_000),
  );
  test.after(async () => client.close());
  return client;
}

/** A fault proxy of the test's own before the API server. */
export interface FaultProxy {
  kubeconfig: string;
  fault(match: string, action: string, ...more: string[]): Promise<void>;
  clear(): Promise<void>;
}

/** Starts a fault proxy; it is taken down when the test is over. */
export async function faultProxy(test: After): Promise<FaultProxy> {
  const name = `conn-${randomBytes(3).toString('hex')}`;
  const kubeconfig = (await runClusterProgram('proxy', 'up', '--name', name)).trim();
  test.after(async () => {
    await runClusterProgram('proxy', 'down', name);
  });
  return {
    kubeconfig,
    async fault(match, action, ...more) {
      await runClusterProgram('proxy', 'fault', name, '--match', match, '--do', action, ...more);
    },
    async clear() {
      await runClusterProgram('proxy', 'clear', name);
    },
  };
}

interface Config {
  clusters: { name: string; cluster: Record<string, unknown> }[];
  users: { name: string; user: Record<string, unknown> }[];
}

/** Writes the admin's kubeconfig with changes into a folder that goes when the test is over. */
export async function changedKubeconfig(
  test: After,
  change: (cluster: Record<string, unknown>, user: Record<string, unknown>) => void,
): Promise<{ path: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'connection-'));
  test.after(() => rm(folder, { recursive: true }));
  const { stdout } = await kubectl(testCluster().kubeconfig, [
    ...['config', 'view', '--minify', '--raw', '--flatten', '-o', 'json'],
  ]);
  const config: Config = JSON.parse(stdout);
  change(config.clusters[0]?.cluster ?? {}, config.users[0]?.user ?? {});
  const path = join(folder, 'config');
  await writeFile(path, JSON.stringify(config));
  return { path, folder };
}

/** Runs the real kubectl. */
export function kubectl(kubeconfig: string, args: string[]) {
  return promisify(execFile)('kubectl', args, { env: { ...process.env, KUBECONFIG: kubeconfig } });
}

/** The text of a file, for messages of failed tests too. */
export const textOf = (path: string): Promise<string> => readFile(path, 'utf8');
