import { HumanError } from '../messages/error.ts';
import type { RunJob } from './job.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A job with the values it was given from outside put into its options, and the environment with
 * what `.env` files add to it. Values in `options` beat them.
 * @throws HumanError what is wrong with a variable or a file; unlike the command line, which follows
 * `chaos` there, a file that can't be read keeps the run from starting
 */
export async function withGiven<J extends Pick<RunJob, 'given' | 'options' | 'cwd'>>(
  job: J,
  environment: Environment,
): Promise<{ job: J; environment: Environment }> {
  const { given, options, cwd } = job;
  if (given === undefined) {
    return { job, environment };
  }
  const { readVariables } = await import('./variables.ts');
  const read = await readVariables(given.vars, given.files, cwd);
  const [problem] = read.problems;
  if (problem !== undefined) {
    throw new HumanError('workbench.var-file-broken', problem.args);
  }
  return {
    job: { ...job, options: { ...read.options, ...options } },
    environment: { ...environment, ...read.environment },
  };
}
