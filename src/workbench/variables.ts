import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunOptions } from '../engine/run-types.ts';
import { parseVars, readVarFiles } from '../engine/vars.ts';
import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';

/** Values given from outside, the environment that `.env` files add, and what was left out. */
export interface Variables {
  options: Pick<RunOptions, 'configurationVars' | 'secretsVars'>;
  environment: Record<string, string>;
  problems: Message[];
}

/**
 * Reads `--var` and `--var-file`. A `--var` beats the files, a later file an earlier one.
 * @throws HumanError `workbench.source-unreadable` for a file that is not there
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
      configurationVars: { ...configurationVars, ...parseVars(vars) },
      secretsVars,
    },
    environment,
    problems,
  };
}
