import type { Variables } from '../workbench/variables.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** Reads `--var` and `--var-file`, and only then loads what that needs. */
export async function givenValues({ values }: Arguments, io: Io): Promise<Variables> {
  const [vars, files] = [values.list('var'), values.list('var-file')];
  if (vars.length + files.length === 0) {
    return { options: {}, environment: {}, problems: [] };
  }
  const { readVariables } = await import('../workbench/variables.ts');
  const variables = await readVariables(vars, files, io.cwd);
  for (const problem of variables.problems) {
    io.err(`${io.text(problem)}\n`);
  }
  return variables;
}
