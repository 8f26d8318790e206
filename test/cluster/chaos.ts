import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chaosCommand } from '../chaos-python.ts';
import type { Call, Ended } from './activities-case.ts';

/** Milliseconds that a whole run may take. */
const runLimit = 180_000;

/** Runs activities one after the other with the real `chaos`, as the method of one experiment. */
export async function callWithChaos(kubeconfig: string, calls: readonly Call[]): Promise<Ended[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  try {
    const experiment = {
      title: 'calls',
      description: 'one activity after the other',
      method: calls.map(({ path, args }, index) => {
        const dot = path.lastIndexOf('.');
        return {
          type: path.includes('.actions.') ? 'action' : 'probe',
          name: `call ${index}`,
          provider: {
            type: 'python',
            module: path.slice(0, dot),
            func: path.slice(dot + 1),
            arguments: args,
          },
        };
      }),
    };
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment));
    await run(await chaosCommand(), folder, kubeconfig);
    const journal = JSON.parse(await readFile(join(folder, 'journal.json'), 'utf8')) as {
      run: Ended[];
    };
    return journal.run.map(({ status, output }) => ({ status, output: output ?? null }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run([program, ...before]: string[], cwd: string, kubeconfig: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const args = [...before, 'run', '--journal-path', 'journal.json', 'experiment.json'];
  const environment = { ...process.env, KUBECONFIG: kubeconfig, HOME: cwd };
  execFile(
    program ?? '',
    args,
    { cwd, env: environment, timeout: runLimit },
    (error, _out, stderr) => {
      // Exit code 1 is a verdict, not a failure of the program.
      if (error && error.code !== 1) {
        reject(new Error(`chaos: ${stderr.slice(-2000)}`, { cause: error }));
      } else {
        resolve();
      }
    },
  );
  return promise;
}
