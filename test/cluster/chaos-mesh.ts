import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { type Definition, define } from './definitions.ts';
import type { After, TestCluster } from './support.ts';

/** Of the time of Chaos Mesh 2.8.4: its own tags are no versions of the Go module. */
const module = 'github.com/chaos-mesh/chaos-mesh@v0.9.1-0.20260902003049-47411975a8cb';

/** Milliseconds that fetching the module may take. */
const fetchLimit = 300_000;

/**
 * Installs the real definitions of network and stress faults, without Chaos Mesh itself, and so
 * without anything that acts on a fault. They are gone after the test.
 */
export async function installChaosMesh(cluster: TestCluster, test: After): Promise<void> {
  const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    timeout: fetchLimit,
  });
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
  for (const plural of ['networkchaos', 'stresschaos']) {
    const file = join(folder, 'config', 'crd', 'bases', `chaos-mesh.org_${plural}.yaml`);
    await define(cluster, parse(await readFile(file, 'utf8')) as Definition, test);
  }
}
