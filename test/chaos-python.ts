import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What is compared against. */
const packages = [
  'chaostoolkit==1.21.4',
  'chaostoolkit-lib[jsonpath]==1.45.1',
  'chaostoolkit-kubernetes==0.39.0',
  'chaostoolkit-addons==0.12.0',
  'chaostoolkit-prometheus==0.6.0',
  'chaostoolkit-reporting==0.18.0',
];

/** Tells environments with other packages apart. */
const environmentName = `chaos-${packages.map((each) => each.split('==')[1]).join('-')}`;

/**
 * The Python that has the real Chaos Toolkit: beside `chaos` of CHAOS_WORKBENCH_CHAOS, else in an
 * environment that is made in the user's cache folder once.
 */
export async function chaosPython(): Promise<string> {
  const given = process.env['CHAOS_WORKBENCH_CHAOS'];
  if (given) {
    return join(dirname(given), 'python');
  }
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'chaos-workbench', environmentName);
  if (!existsSync(folder)) {
    await makeEnvironment(folder);
  }
  return join(folder, 'bin', 'python');
}

/** Moved into place when it is whole: two test files may want it at the same time. */
async function makeEnvironment(folder: string): Promise<void> {
  const own = `${folder}-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await run(await newPython(), ['-m', 'venv', own]);
  await run(join(own, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
  try {
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

/** A Python from 3.12 on: one on PATH, or the newest that pyenv has. */
async function newPython(): Promise<string> {
  const ofPyenv = await run('pyenv', ['prefix', '3.12']).then(
    ({ stdout }) => [join(stdout.trim(), 'bin', 'python3')],
    () => [],
  );
  for (const name of ['python3.14', 'python3.13', 'python3.12', 'python3', ...ofPyenv]) {
    const code = 'import sys; sys.exit(sys.version_info < (3, 12))';
    const fits = await run(name, ['-c', code]).then(
      () => true,
      () => false,
    );
    if (fits) {
      return name;
    }
  }
  throw new Error('Install Python 3.12 or newer, or set CHAOS_WORKBENCH_CHAOS to a chaos program.');
}

/** The command that runs the real `chaos`, to be followed by its arguments. */
export async function chaosCommand(): Promise<[string, ...string[]]> {
  return [await chaosPython(), '-m', 'chaostoolkit', '--no-version-check'];
}
