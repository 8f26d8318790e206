import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runClusterProgram, type TestCluster, testCluster } from './support.ts';

/** A control plane that belongs to one test file: it may be killed and frozen. */
export interface OwnCluster extends TestCluster {
  /** Runs the cluster's program on it. */
  tell(order: string, ...args: string[]): Promise<string>;
  down(): Promise<void>;
}

/** Brings up a control plane without nodes, beside others. @param options of `up` */
export async function ownCluster(...options: string[]): Promise<OwnCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'own-cluster-'));
  const tell = (order: string, ...args: string[]) =>
    runClusterProgram(order, ...args, '--dir', folder);
  const kubeconfig = (await tell('up', ...options)).trim();
  return {
    ...testCluster(kubeconfig),
    tell,
    async down() {
      await tell('down');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
