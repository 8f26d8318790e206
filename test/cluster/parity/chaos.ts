import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chaosCommand } from '../../chaos-python.ts';
import type { Call, Ended } from './case.ts';

/** Milliseconds that a whole run may take. */
const runLimit = 180_000;

/**
 * Makes plain data of what an activity gives. Where that is an object of the Kubernetes library the
 * original can't write its journal, and nothing could be compared.
 */
const plainOutput = `
from kubernetes.client import ApiClient

def after_activity_control(context, state, **kwargs):
    state["output"] = ApiClient().sanitize_for_serialization(state.get("output"))
`;

/** Runs activities one after the other with the real `chaos`, as the method of one experiment. */
export async function callWithChaos(kubeconfig: string, calls: readonly Call[]): Promise<Ended[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  try {
    const experiment = {
      title: 'calls',
      description: 'one activity after the other',
      controls: [{ name: 'plain', provider: { type: 'python', module: 'plain_output' } }],
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
    await writeFile(join(folder, 'plain_output.py'), plainOutput);
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment));
    await run(await chaosCommand(), folder, kubeconfig);
    const journal = JSON.parse(await readFile(join(folder, 'journal.json'), 'utf8')) as {
      run: (Ended & { exception?: string[] })[];
    };
    return journal.run.map(({ status, output, exception }) => ({
      status,
      output: output ?? null,
      ...(exception && { error: failureOf(exception) }),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run([program, ...before]: string[], cwd: string, kubeconfig: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const args = [...before, 'run', '--journal-path', 'journal.json', 'experiment.json'];
  const environment = { ...process.env, KUBECONFIG: kubeconfig, HOME: cwd, PYTHONPATH: cwd };
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

/** The last line of a traceback, without the class that wraps every failure. */
function failureOf(exception: readonly string[]): string {
  return (exception.at(-1) ?? '').trim().replace('chaoslib.exceptions.ActivityFailed: ', '');
}
