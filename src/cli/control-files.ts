import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isObject, type JsonObject } from '../experiment/json.ts';
import { readExperiment } from '../experiment/read.ts';
import { HumanError } from '../messages/error.ts';
import { formatOfName } from '../workbench/source.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/**
 * Reads the files of `--control-file`: controls by their names. One that can't be understood is told
 * and left out, as in the original.
 * @throws HumanError `workbench.usage-control-file` for one that is not there
 */
export async function controlFilesOf({ values }: Arguments, io: Io): Promise<JsonObject[]> {
  const files = await Promise.all(values.list('control-file').map((name) => read(name, io)));
  return files.filter((file) => file !== undefined);
}

async function read(name: string, io: Io): Promise<JsonObject | undefined> {
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, name), 'utf8');
  } catch (error) {
    const args = { path: name, cwd: io.cwd };
    throw new HumanError('workbench.usage-control-file', args, { cause: error });
  }
  const document = await readExperiment(text, formatOfName(name) ?? 'yaml');
  const broken = document.problems.find(({ severity }) => severity === 'error');
  if (broken === undefined && isObject(document.value)) {
    return document.value;
  }
  if (text.trim() !== '') {
    const line = (broken?.range.start.line ?? 0) + 1;
    io.err(`${io.text({ code: 'workbench.control-file', args: { path: name, line } })}\n`);
  }
  return undefined;
}
