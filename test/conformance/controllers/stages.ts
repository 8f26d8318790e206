import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { nodePlatform } from '../../../src/platform/platform.ts';
import type { Api } from '../../../src/practice/api/api.ts';
import { Tokens } from '../../../src/practice/api/http/tokens.ts';
import { startFakeKubelet, testNode } from '../../../src/practice/controllers/fake-kubelet.ts';
import { startControllers } from '../../../src/practice/controllers/index.ts';
import { processTimers } from '../../../src/practice/controllers/kit/timers.ts';
import { startNodes } from '../../../src/practice/node/start.ts';
import { practiceStage, type Stage } from '../stage.ts';

const sources = join(import.meta.dirname, '../../../src/practice/node');

/** Controllers, and nodes on which pods seem to run. */
export function withFakeKubelet(api: Api): () => unknown {
  for (const name of ['node-1', 'node-2', 'node-3']) {
    api.create(api.registry.builtIn('nodes'), '', testNode(name), { manager: 'test' });
  }
  const endKubelet = startFakeKubelet(api, processTimers);
  const endControllers = withControllers(api);
  return () => {
    endKubelet();
    return endControllers();
  };
}

/** Controllers, and nodes on which pods are processes. */
export async function wholePracticeStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-controllers-'));
  const shim = join(folder, 'shim.cjs');
  await build({
    entryPoints: [join(sources, 'shim/main.ts')],
    outfile: shim,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const started: Promise<{ close(): Promise<void> }>[] = [];
  const stage = await practiceStage((api) => {
    const guard = join(sources, 'guard-main.ts');
    const shared = { api, tokens: new Tokens(), platform: nodePlatform() };
    const options = { ...shared, samples: folder, shim, guard };
    started.push(startNodes({ ...options, folder: join(folder, 'node') }));
    return withControllers(api);
  });
  const nodes = await Promise.all(started);
  return {
    ...stage,
    name: 'practice with processes',
    async close() {
      await stage.close();
      await Promise.all(nodes.map((one) => one.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function withControllers(api: Api): () => Promise<void> {
  const controllers = startControllers(api, {
    ca: 'PEM',
    onProblem: (error, where) => {
      throw new Error(where, { cause: error });
    },
  });
  return () => controllers.close();
}
