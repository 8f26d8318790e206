import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunOptions } from '../engine/run-types.ts';
import { parseVars, readVarFiles } from '../engine/vars.ts';
import { errorText, HumanError, isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';

/** Values given from outside, the environment that `.env` files add, and what was left out. */
export interface Variables {
  options: Pick<RunOptions, 'configurationVars' | 'secretsVars'>;
  environment: Record<string, string>;
  problems: Message[];
}

/**
 * Reads `--var` and `--var-file`. A `--var` beats the files, a later file an earlier one.
 * @throws HumanError `workbench.usage-var` for a `--var` that can't be understood,
 * `workbench.usage-var-file` for a file that is not there, `workbench.source-unreadable` for one
 * that can't be read; what is wrong in a file
 */
export async function readVariables(
  vars: string[],
  files: string[],
  cwd: string,
): Promise<Variables> {
  const texts = await Promise.all(
    files.map(async (name) => {
      try {
        return { name, text: await readFile(resolve(cwd, name), 'utf8') };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
          throw new HumanError('workbench.usage-var-file', { path: name, cwd }, { cause: error });
        }
        const reason = (error as Error).message;
        throw new HumanError(
          'workbench.source-unreadable',
          { path: name, reason },
          { cause: error },
        );
      }
    }),
  );
  const { configurationVars, secretsVars, environment, problems } = readVarFiles(texts);
  return {
    options: {
      configurationVars: { ...configurationVars, ...parsed(vars) },
      secretsVars,
    },
    environment,
    problems,
  };
}

/** A mistake in the command line, not in the experiment: a usage error, as in the original. */
function parsed(vars: string[]): ReturnType<typeof parseVars> {
  try {
    return parseVars(vars);
  } catch (error) {
    if (isHumanError(error)) {
      throw new HumanError('workbench.usage-var', { reason: errorText(error) }, { cause: error });
    }
    throw error;
  }
}
