import { posix, win32 } from 'node:path';
import type { Environment, System } from './system.ts';

/** PATH where the variable is not set at all, as Python has it. */
const defaultPath = '/bin:/usr/bin';

const defaultEndings = '.COM;.EXE;.BAT;.CMD;.VBS;.JS;.WS;.MSC';

/** Looks a program up as Python's `shutil.which` does. */
export async function findProgram(
  system: Pick<System, 'os' | 'isProgram'>,
  name: string,
  environment: Environment,
  cwd: string,
): Promise<string | null> {
  const { resolve } = system.os === 'win32' ? win32 : posix;
  const candidates =
    system.os === 'win32'
      ? windowsCandidates(name, environment)
      : posixCandidates(name, environment);
  for (const candidate of candidates) {
    if (await system.isProgram(resolve(cwd, candidate))) {
      return candidate;
    }
  }
  return null;
}

function posixCandidates(name: string, environment: Environment): string[] {
  if (name.includes('/')) {
    return [name];
  }
  const path = environment['PATH'] ?? defaultPath;
  if (name === '' || path === '') {
    return [];
  }
  return [...new Set(path.split(':'))].map((folder) => posix.join(folder, name));
}

function windowsCandidates(name: string, environment: Environment): string[] {
  const endings = (variable(environment, 'PATHEXT') || defaultEndings)
    .split(';')
    .filter((ending) => ending !== '');
  const hasEnding = endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  const names = hasEnding ? [name] : [...endings.map((ending) => name + ending), name];
  if (/[\\/]/.test(name)) {
    return names;
  }
  const path = variable(environment, 'PATH') ?? '';
  const folders = ['.', ...path.split(';').filter((folder) => folder !== '')];
  return [...new Set(folders)].flatMap((folder) => names.map((each) => win32.join(folder, each)));
}

/** Names of variables have no case on Windows, but a copied environment has. */
function variable(environment: Environment, name: string): string | undefined {
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name);
  return key === undefined ? undefined : environment[key];
}
